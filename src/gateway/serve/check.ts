import { lookup } from 'node:dns/promises';
import { type Clock, messageOf } from '../../kernel/index.ts';
import { decodeToGateway, encodeToControl, unreachable, type Welcome } from '../../wire/index.ts';
import type { GatewayConfig } from '../config.ts';
import { connectionHints, stepHints } from './check-hints.ts';
import type { NativeConnection } from './native.ts';

/** One thing that was tested. */
export interface CheckLine {
  readonly what: 'name' | 'proxy' | 'connection' | 'token' | 'clock' | 'groups' | 'endpoints';
  readonly ok: boolean;
  readonly text: string;
  /** What to do about it, when it failed. */
  readonly hint?: string;
}

/** Milliseconds that the control plane has for its answer, and that two clocks may differ. */
const patience = 10_000;
const clockTolerance = 30_000;

/**
 * Tests the way to the control plane, step by step, and asks it what this gateway would serve. Nothing is
 * registered and nothing is kept. What comes after a failed step is left out.
 */
export async function checkGateway(
  config: GatewayConfig,
  { identity, transport }: NativeConnection,
  proxy: string | undefined,
  clock: Clock,
): Promise<CheckLine[]> {
  const lines: CheckLine[] = [];
  const note = (what: keyof typeof stepHints, ok: boolean, text: string): boolean => {
    lines.push({ what, ok, text, ...(ok ? {} : { hint: stepHints[what] }) });
    return ok;
  };
  const { host, port, plaintext } = config.control;
  if (proxy === undefined) {
    const address = await lookup(host).catch((error: unknown) => messageOf(error));
    const found = typeof address !== 'string';
    if (
      !note('name', found, found ? `${host} is ${address.address}` : `${host} cannot be resolved: ${address}`)
    )
      return lines;
    note('proxy', true, 'none is used');
  } else note('proxy', true, `HTTPS_PROXY is set: ${withoutCredentials(proxy)}`);

  const sent = clock.now();
  const answer = await ask(identity, transport, clock);
  const security = plaintext ? 'without TLS' : 'with TLS';
  if ('unreachable' in answer) {
    const { kind, why } = unreachable(answer.unreachable);
    const text = `${host}:${port} ${security}: ${why}`;
    lines.push({ what: 'connection', ok: false, text, hint: connectionHints[kind] });
    return lines;
  }
  lines.push({ what: 'connection', ok: true, text: `${host}:${port} answers, ${security}` });
  if ('refused' in answer) {
    note('token', false, answer.refused);
    return lines;
  }
  const { welcome } = answer;
  note('token', true, `accepted for organization ${welcome.organization}, gateway id ${identity.gatewayId}`);
  const away = Math.abs(welcome.nowMs - (sent + clock.now()) / 2);
  note('clock', away < clockTolerance, `${Math.round(away)} ms from that of the control plane`);
  note(
    'groups',
    welcome.groups.length > 0,
    welcome.groups.length > 0 ? welcome.groups.join(', ') : 'no deployed group has all of these labels',
  );
  for (const { path, tools, access } of welcome.endpoints ?? [])
    note('endpoints', true, `${path} (${tools} tool${tools === 1 ? '' : 's'}, ${access})`);
  return lines;
}

type Answer = { readonly welcome: Welcome } | { readonly refused: string } | { readonly unreachable: string };

async function ask(
  identity: NativeConnection['identity'],
  { connect, stop }: NativeConnection['transport'],
  clock: Clock,
): Promise<Answer> {
  const over = new AbortController();
  const answered = new Promise<Answer>((resolve) => {
    const connection = connect({
      onMessage: (message) => {
        const decoded = decodeToGateway(message);
        if (decoded?.type === 'welcome') resolve({ welcome: decoded });
        else if (decoded?.type === 'refuse') resolve({ refused: decoded.message });
        else resolve({ unreachable: 'what answers is no control plane of this version' });
      },
      onClosed: (reason) => resolve({ unreachable: reason }),
    });
    const hello = { type: 'hello', ...identity, active: null, crashed: null, check: true } as const;
    for (const message of encodeToControl(hello)) connection.send(message);
    over.signal.addEventListener('abort', () => connection.close(), { once: true });
  });
  const late = clock.sleep(patience, over.signal).then((): Answer => ({ unreachable: 'it does not answer' }));
  const answer = await Promise.race([answered, late]);
  over.abort();
  stop();
  return answer;
}

function withoutCredentials(proxy: string): string {
  return proxy.replace(/\/\/[^@/]*@/, '//');
}
