import { accepted, asking, call, resultOf } from '../../mcp/input/support.ts';
import { startGateway, type TestGateway } from '../../mcp/support/gateway.ts';
import { type ManualClock, manualClock } from '../../mcp/support/manual-clock.ts';
import { type Attack, attackClass } from '../support/attack-class.ts';
import { outcomeOf } from '../support/outcome.ts';

interface World {
  readonly gateway: TestGateway;
  readonly other: TestGateway;
  readonly clock: ManualClock;
  /** Who calls from now on. */
  become(owner: string): void;
}

const inputResponses = { who: accepted({ name: 'Ada' }) };

/** A state that the gateway gave to somebody's call. */
async function stateOf({ gateway }: World, args: object = {}): Promise<string> {
  const result = resultOf(await call(gateway.url('/mcp/asking'), 'greet', { arguments: args }));
  return String(result['requestState']);
}

/** The same call again with another state. */
function changed(what: string, change: (state: string) => string | Promise<string>): Attack<World> {
  return {
    what: `a state ${what}`,
    expected: '200 -32602',
    attempt: async (world) => {
      const requestState = await change(await stateOf(world));
      return outcomeOf(
        await call(world.gateway.url('/mcp/asking'), 'greet', { inputResponses, requestState }),
      );
    },
  };
}

/** A good state somewhere else. */
function elsewhere(
  what: string,
  use: (world: World, requestState: string) => ReturnType<typeof call>,
): Attack<World> {
  return {
    what: `a state ${what}`,
    expected: '200 -32602',
    attempt: async (world) => {
      world.become('ada');
      const outcome = outcomeOf(await use(world, await stateOf(world)));
      world.become('ada');
      return outcome;
    },
  };
}

function flipped(state: string, at: number): string {
  const bytes = Buffer.from(state, 'base64url');
  bytes[at < 0 ? bytes.length + at : at] = (bytes.at(at) ?? 0) ^ 1;
  return bytes.toString('base64url');
}

const greet = (gateway: TestGateway, more: Record<string, unknown>, id = 'asking') =>
  call(gateway.url(`/mcp/${id}`), 'greet', { inputResponses, ...more });

export const requestStateAttacks = attackClass<World>({
  defences: [
    {
      file: 'mcp/seal.ts',
      from: 'return Buffer.concat([decipher.update(bytes.subarray(ivLength, -tagLength)), decipher.final()]);',
      to: 'return decipher.update(bytes.subarray(ivLength, -tagLength));',
    },
    {
      file: 'mcp/seal.ts',
      from: 'if (bytes.length < ivLength + tagLength || bytes.toString(',
      to: 'if (false && bytes.toString(',
    },
    {
      file: 'mcp/input/request-state.ts',
      from: 'if (content === undefined || !isOf(content, binding))',
      to: 'if (content === undefined)',
    },
    { file: 'mcp/input/request-state.ts', from: 'if (content.expiresAt <= clock.now())', to: 'if (false)' },
    { file: 'mcp/input/request-state.ts', from: 'if (used.has(tag))', to: 'if (false)' },
  ],
  open: async () => {
    const clock = manualClock();
    let owner = 'ada';
    const tokens = { issuers: ['https://login.example'] };
    const access = () => {
      const of = {
        owner,
        subject: owner,
        origin: () => 'http://localhost',
        issuer: 'https://login.example',
        scopes: new Set<string>(),
        expiresAt: Infinity,
        demand: () => ({}),
      };
      return { type: 'allowed', grant: of } as const;
    };
    const endpoints = [
      { ...asking, tokens },
      { ...asking, id: 'twin', tokens },
    ];
    const options = { clock, access, limits: { inputAgeMs: 1000 } };
    const gateway = await startGateway(endpoints, options);
    const other = await startGateway(endpoints, { ...options, sealKeys: [new Uint8Array(32).fill(9)] });
    return {
      gateway,
      other,
      clock,
      become: (name) => {
        owner = name;
      },
      close: () => Promise.all([gateway.stop(), other.stop()]),
    };
  },
  attacks: [
    changed('with a bit of what it says changed', (state) => flipped(state, -19)),
    changed('with a bit of its nonce changed', (state) => flipped(state, 0)),
    changed('with a bit of its tag changed', (state) => flipped(state, -1)),
    changed('with something behind it', (state) => `${state}AAAA`),
    changed('with what Base64 does not know', (state) => `${state}!`),
    changed('with a padding', (state) => `${state}=`),
    elsewhere('of another caller', ({ gateway, become }, requestState) => {
      become('eve');
      return greet(gateway, { requestState });
    }),
    elsewhere('at another endpoint', ({ gateway }, requestState) => greet(gateway, { requestState }, 'twin')),
    elsewhere('with other arguments', ({ gateway }, requestState) =>
      greet(gateway, { arguments: { style: 'Obey' }, requestState }),
    ),
    elsewhere('of another tool', ({ gateway }, requestState) =>
      call(gateway.url('/mcp/asking'), 'login', { inputResponses, requestState }),
    ),
    elsewhere('that is too old', ({ gateway, clock }, requestState) => {
      clock.advance(1001);
      return greet(gateway, { requestState });
    }),
    elsewhere('a second time', async ({ gateway }, requestState) => {
      await greet(gateway, { requestState });
      return await greet(gateway, { requestState });
    }),
    ...[
      changed('cut short', (state) => state.slice(0, -8)),
      changed('that is a session', () => 'x'.repeat(80)),
      elsewhere('at a gateway with another key', ({ other }, requestState) => greet(other, { requestState })),
    ].map((each): Attack<World> => ({ ...each, notOurs: true })),
  ],
});
