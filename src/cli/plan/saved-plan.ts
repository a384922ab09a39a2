import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { compareText, problem, writeDurably } from '../../kernel/index.ts';
import { contractDigest } from '../../reconciler/index.ts';
import { digestOf } from '../../snapshot/index.ts';
import { fileProblem } from '../file-problem.ts';
import { notAPlan } from '../problems.ts';
import { type Observations, type PlanDocument, planDocumentSchema } from './render/document.ts';

const savedPlanSchema = z.strictObject({
  format: z.literal('saved-plan@1'),
  document: planDocumentSchema.required({ observations: true }),
  /** Digest of the list of files that it was compiled from. */
  manifests: z.string(),
  /** The objects that the base lacks, as text, by digest. */
  objects: z.record(z.string(), z.string()),
});

/** A plan with everything that is needed to apply it. */
export interface SavedPlan extends PlanDocument {
  readonly observations: Observations;
  /** Digest of the list of files that it was compiled from. */
  readonly manifests: string;
  readonly objects: ReadonlyMap<string, Uint8Array>;
}

/** Milliseconds that a saved plan may be applied. */
export const planLife = 24 * 60 * 60 * 1000;

export async function writePlan(file: string, { objects, manifests, ...document }: SavedPlan): Promise<void> {
  const saved: z.infer<typeof savedPlanSchema> = {
    format: 'saved-plan@1',
    document,
    manifests,
    objects: Object.fromEntries(
      [...objects]
        .sort(([a], [b]) => compareText(a, b))
        .map(([digest, bytes]) => [digest, Buffer.from(bytes).toString('utf8')]),
    ),
  };
  try {
    await writeDurably(file, [Buffer.from(`${JSON.stringify(saved, null, 1)}\n`)], 0o644);
  } catch (error) {
    throw fileProblem(file, error);
  }
}

/** Reads a saved plan and checks that it was not changed. */
export async function readPlan(file: string): Promise<SavedPlan> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw fileProblem(file, error);
  }
  const parsed = savedPlanSchema.safeParse(parseJson(text));
  if (!parsed.success) throw problem(notAPlan, { file, why: 'it does not have the form of one' });
  const { document, manifests, objects } = parsed.data;
  if (contractDigest(document.contract) !== document.planDigest)
    throw problem(notAPlan, { file, why: 'it was changed after it was saved' });
  const bytes = new Map(Object.entries(objects).map(([digest, object]) => [digest, Buffer.from(object)]));
  for (const [digest, object] of bytes)
    if (digestOf(object) !== digest) throw problem(notAPlan, { file, why: 'one of its objects was changed' });
  return { ...document, manifests, objects: bytes };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
