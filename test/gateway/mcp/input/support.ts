import { askUser } from '../../../../src/gateway/calls/ask-user.ts';
import { isInputRequired } from '../../../../src/gateway/surface/input-required.ts';
import { type FakeEndpoint, type FakeTool, textResult } from '../support/fake-surfaces.ts';
import { type Sent, stateless, statelessMeta } from '../support/send.ts';

const nameForm = {
  type: 'object',
  properties: { name: { type: 'string' }, age: { type: 'integer' } },
  required: ['name'],
};

/** Asks who the user is, and greets. */
export const greet: FakeTool = {
  name: 'greet',
  inputSchema: { type: 'object', properties: { style: { type: 'string' } } },
  run({ style = 'Hello' }, { input }) {
    const asked = askUser(
      input,
      { who: { mode: 'form', message: 'Who are you?', schema: nameForm } },
      { since: 1 },
    );
    if (isInputRequired(asked)) return asked;
    const who = asked.answers.get('who');
    if (who?.action !== 'accept') return textResult(`${who?.action}d`, { isError: true });
    const name = String(who.content['name']);
    return textResult(`${String(style)} ${name}, told ${JSON.stringify(input?.state ?? null)}`);
  },
};

/** Sends the user to a page until it says that they were there. */
export const login: FakeTool = {
  name: 'login',
  run(_args, { input }) {
    if (input?.rounds === 1) return textResult('welcome');
    const page = {
      mode: 'url',
      message: 'Sign in.',
      url: 'https://login.example/x',
      elicitationId: 'e-1',
    } as const;
    return { type: 'input-required', requests: { page } };
  },
};

/** Is never content. */
export const nag: FakeTool = {
  name: 'nag',
  run: () => ({ type: 'input-required', requests: { more: { mode: 'form', message: 'More?', schema: {} } } }),
};

export const asking: FakeEndpoint = { id: 'asking', tools: [greet, login, nag] };

export const accepted = (content: object): object => ({ action: 'accept', content });

/** A call of 2026-07-28 by a client that can ask in both ways, unless it says otherwise. */
export function call(
  url: string,
  name: string,
  params: Record<string, unknown> = {},
  elicitation: object | undefined = { form: {}, url: {} },
): Promise<Sent> {
  const capabilities = elicitation === undefined ? {} : { elicitation };
  const _meta = { ...statelessMeta, 'io.modelcontextprotocol/clientCapabilities': capabilities };
  return stateless(url, 'tools/call', { name, arguments: {}, _meta, ...params });
}

/** The result of an answer. */
export function resultOf({ json }: Sent): Record<string, unknown> {
  return (json as { readonly result: Record<string, unknown> }).result;
}
