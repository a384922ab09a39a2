import { z } from 'zod';

const detailsSchema = z.object({
  result: z.object({
    isError: z.boolean().optional(),
    content: z.array(z.object({ type: z.string(), text: z.string().optional() })),
  }),
});

/** What the tools of two scenarios answer; a result that merely has the right form does not pass. */
export const fixtureTexts = {
  test_simple_text: 'This is a simple text response for testing.',
  test_error_handling: 'This tool intentionally returns an error for testing',
} as const;

/** Checks whose success is not enough, since a missing tool passes them: what their details must show. */
export const evidenceOf: Readonly<Record<string, (details: unknown) => boolean>> = {
  'tools-call-simple-text': (details) => {
    const { isError, text } = read(details);
    return isError !== true && text === fixtureTexts.test_simple_text;
  },
  'tools-call-error': (details) => {
    const { isError, text } = read(details);
    return isError === true && text.includes(fixtureTexts.test_error_handling);
  },
};

function read(details: unknown): { readonly isError: boolean | undefined; readonly text: string } {
  const result = detailsSchema.safeParse(details).data?.result;
  const text = result?.content.find(({ type }) => type === 'text')?.text ?? '';
  return { isError: result?.isError, text };
}
