import { describe, expect, it, test } from 'vitest';
import { manualClock } from '../support/manual-clock.ts';
import { testGateway } from '../support/test-gateway.ts';
import { accepted, asking, call, resultOf } from './support.ts';

const keys = [new Uint8Array(32).fill(1)] as const;

/** Asks for a call and gives what is needed to make it again. */
async function asked(url: string, args: object = {}, name = 'greet') {
  const result = resultOf(await call(url, name, { arguments: args }));
  return { requestState: String(result['requestState']), result };
}

test('a call that needs input says so, and is made again with it', async () => {
  const gateway = await testGateway([asking]);
  const url = gateway.url('/mcp/asking');
  const { requestState, result } = await asked(url);
  expect(result).toMatchObject({
    resultType: 'input_required',
    inputRequests: {
      who: {
        method: 'elicitation/create',
        params: { mode: 'form', message: 'Who are you?', requestedSchema: { required: ['name'] } },
      },
    },
  });
  const again = { inputResponses: { who: accepted({ name: 'Ada' }) }, requestState };
  expect(resultOf(await call(url, 'greet', again))).toMatchObject({
    resultType: 'complete',
    content: [{ text: 'Hello Ada, told {"since":1}' }],
  });
});

test('a page is asked for with its URL', async () => {
  const gateway = await testGateway([asking]);
  const { requestState, result } = await asked(gateway.url('/mcp/asking'), {}, 'login');
  expect(result['inputRequests']).toEqual({
    page: {
      method: 'elicitation/create',
      params: { mode: 'url', message: 'Sign in.', url: 'https://login.example/x', elicitationId: 'e-1' },
    },
  });
  const again = { inputResponses: { page: { action: 'accept' } }, requestState };
  expect(resultOf(await call(gateway.url('/mcp/asking'), 'login', again))).toMatchObject({
    content: [{ text: 'welcome' }],
  });
});

test('another gateway with the same key takes the answer', async () => {
  const [one, other] = [
    await testGateway([asking], { sealKeys: keys }),
    await testGateway([asking], { sealKeys: keys }),
  ];
  const { requestState } = await asked(one.url('/mcp/asking'));
  const again = { inputResponses: { who: accepted({ name: 'Ada' }) }, requestState };
  expect(resultOf(await call(other.url('/mcp/asking'), 'greet', again))).toMatchObject({
    resultType: 'complete',
  });
});

describe('answers', () => {
  it.each([
    ['that do not fit the form are asked for again', { who: accepted({ age: 3 }) }, 'input_required'],
    ['with other keys are asked for again', { other: accepted({ name: 'Ada' }) }, 'input_required'],
    ['of another kind are asked for again', { who: { role: 'assistant', content: {} } }, 'input_required'],
    ['beside others are taken', { who: accepted({ name: 'Ada' }), other: accepted({}) }, 'complete'],
    ['that decline are taken', { who: { action: 'decline' } }, 'complete'],
  ])('%s', async (_, inputResponses, resultType) => {
    const gateway = await testGateway([asking]);
    const url = gateway.url('/mcp/asking');
    const { requestState } = await asked(url);
    const result = resultOf(await call(url, 'greet', { inputResponses, requestState }));
    expect(result).toMatchObject({ resultType });
    // What nobody asked for is taken, too: it is the client's word either way, and no state comes with it.
    expect(resultOf(await call(url, 'greet', { inputResponses }))).toMatchObject({ resultType });
  });

  it.each([
    ['no object', null],
    ['a list', []],
    ['a number for an answer', { who: 12 }],
  ])('%s: refused', async (_, inputResponses) => {
    const gateway = await testGateway([asking]);
    const { json } = await call(gateway.url('/mcp/asking'), 'greet', { inputResponses });
    expect(json).toMatchObject({ error: { code: -32602 } });
  });
});

describe('a state', () => {
  const answers = { inputResponses: { who: accepted({ name: 'Ada' }) } };

  it.each([
    [
      'tampered with',
      (state: string) => `${state.slice(0, 40)}${state[40] === 'A' ? 'B' : 'A'}${state.slice(41)}`,
    ],
    ['cut short', (state: string) => state.slice(0, -1)],
    ['with something after it', (state: string) => `${state}A`],
    ['of nobody', () => 'x'.repeat(80)],
    ['that is empty', () => ''],
  ])('%s is refused', async (_, change) => {
    const gateway = await testGateway([asking]);
    const url = gateway.url('/mcp/asking');
    const { requestState } = await asked(url);
    const { json } = await call(url, 'greet', { ...answers, requestState: change(requestState) });
    expect(json).toMatchObject({
      error: { code: -32602, message: expect.stringContaining('does not belong to this call') },
    });
  });

  it('that is no text is refused', async () => {
    const gateway = await testGateway([asking]);
    const { json } = await call(gateway.url('/mcp/asking'), 'greet', { ...answers, requestState: 5 });
    expect(json).toMatchObject({ error: { code: -32602 } });
  });

  it('of another gateway is refused', async () => {
    const one = await testGateway([asking], { sealKeys: keys });
    const other = await testGateway([asking]);
    const { requestState } = await asked(one.url('/mcp/asking'));
    const { json } = await call(other.url('/mcp/asking'), 'greet', { ...answers, requestState });
    expect(json).toMatchObject({ error: { code: -32602 } });
  });

  it('of another endpoint, tool or call is refused', async () => {
    const gateway = await testGateway([asking, { ...asking, id: 'twin' }]);
    const { requestState } = await asked(gateway.url('/mcp/asking'), { style: 'Hi' });
    const refused = { error: { code: -32602, message: expect.stringContaining('does not belong') } };
    const again = { arguments: { style: 'Hi' }, ...answers, requestState };
    expect((await call(gateway.url('/mcp/twin'), 'greet', again)).json).toMatchObject(refused);
    expect((await call(gateway.url('/mcp/asking'), 'nag', again)).json).toMatchObject(refused);
    const other = { ...again, arguments: { style: 'Ho' } };
    expect((await call(gateway.url('/mcp/asking'), 'greet', other)).json).toMatchObject(refused);
    expect(resultOf(await call(gateway.url('/mcp/asking'), 'greet', again))).toMatchObject({
      resultType: 'complete',
    });
  });

  it('of another caller is refused', async () => {
    const grant = (owner: string) => ({
      owner,
      issuer: 'i',
      scopes: new Set<string>(),
      expiresAt: Infinity,
      subject: 'somebody',
      demand: () => ({}),
      origin: () => 'https://mcp.example.com',
    });
    let owner = 'ada';
    const tokens = { authorizationServers: [], audiences: [], scopes: [], algorithms: [], permissions: {} };
    const gateway = await testGateway([{ ...asking, tokens: tokens as never }], {
      access: () => ({ type: 'allowed', grant: grant(owner) }),
    });
    const url = gateway.url('/mcp/asking');
    const { requestState } = await asked(url);
    owner = 'eve';
    const { json } = await call(url, 'greet', { ...answers, requestState });
    expect(json).toMatchObject({
      error: { code: -32602, message: expect.stringContaining('does not belong') },
    });
  });

  it('expires', async () => {
    const clock = manualClock();
    const gateway = await testGateway([asking], { clock, limits: { inputAgeMs: 1000 } });
    const url = gateway.url('/mcp/asking');
    const { requestState } = await asked(url);
    clock.advance(1000);
    const { json } = await call(url, 'greet', { ...answers, requestState });
    expect(json).toMatchObject({ error: { code: -32602, message: expect.stringContaining('expired') } });
  });

  it('is taken once', async () => {
    const gateway = await testGateway([asking]);
    const url = gateway.url('/mcp/asking');
    const { requestState } = await asked(url);
    await call(url, 'greet', { ...answers, requestState });
    const { json } = await call(url, 'greet', { ...answers, requestState });
    expect(json).toMatchObject({ error: { code: -32602, message: expect.stringContaining('used before') } });
  });
});

describe('a client that cannot ask', () => {
  it.each([
    ['at all', undefined, 'greet', ['form']],
    ['for a page', { form: {} }, 'login', ['url']],
    ['for a page, as older clients', {}, 'login', ['url']],
    ['for a form', { url: {} }, 'greet', ['form']],
  ])('%s is told which capability it lacks', async (_, elicitation, name, modes) => {
    const gateway = await testGateway([asking]);
    // `undefined` would mean the default.
    const params = elicitation === undefined ? { _meta: metaWithout } : {};
    const { status, json } = await call(gateway.url('/mcp/asking'), name, params, elicitation);
    expect(status).toBe(400);
    const required = { elicitation: Object.fromEntries(modes.map((mode) => [mode, {}])) };
    expect(json).toMatchObject({ error: { code: -32021, data: { requiredCapabilities: required } } });
  });
});

const metaWithout = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
};

test('a call that is never content ends', async () => {
  const gateway = await testGateway([asking]);
  const url = gateway.url('/mcp/asking');
  let result = resultOf(await call(url, 'nag'));
  for (let round = 0; round < 20 && result['resultType'] === 'input_required'; round++)
    result = resultOf(await call(url, 'nag', { inputResponses: {}, requestState: result['requestState'] }));
  expect(result).toMatchObject({
    isError: true,
    content: [{ text: expect.stringContaining('asked 10 times') }],
  });
});
