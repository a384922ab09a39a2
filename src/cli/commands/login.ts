import { problem } from '../../kernel/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { ago } from '../output/time.ts';
import { noServer, noToken } from '../problems.ts';
import { openConnection, parseServer, readCa, type ServerFlags } from '../server/connection.ts';
import { writeLogin } from '../server/login-file.ts';

/** Asks for what is missing, tries it, and remembers it. */
interface Options extends ServerFlags {
  readonly output: 'text' | 'json';
}

export async function run(io: Io, flags: Options): Promise<number> {
  const server =
    flags.server ?? io.env['RESHAPR_SERVER'] ?? (await ask(io, 'Control plane', 'https://localhost:5555'));
  if (server === undefined) throw problem(noServer, {});
  const token = flags.token ?? io.env['RESHAPR_TOKEN'] ?? (await askSecret(io, 'API token'));
  if (token === undefined) throw problem(noToken, { server });
  const caFile = flags.ca ?? io.env['RESHAPR_SERVER_CA'];
  const ca = caFile === undefined ? undefined : await readCa(caFile);
  const connection = openConnection(parseServer(server), token.trim(), ca);
  try {
    const facts = await connection.ask((client) => client.identify, {});
    const file = await writeLogin(io.env, {
      server,
      token: token.trim(),
      ...(ca === undefined ? {} : { ca }),
    });
    if (flags.output === 'json') {
      io.console.out(json({ server, file, ...facts }));
      return exitCodes.ok;
    }
    const expires = ago(2 * io.clock.now() - facts.expiresAtMs, io.clock.now()).replace(' ago', '');
    io.console.out(
      `Logged in to ${server}: organization ${facts.organization}, role ${facts.role}, token '${facts.tokenName}' for another ${expires}.`,
    );
    io.console.err(`remembered in ${file}`);
    return exitCodes.ok;
  } finally {
    connection.close();
  }
}

async function ask(io: Io, message: string, initialValue: string): Promise<string | undefined> {
  if (!io.console.interactive) return undefined;
  const { isCancel, text } = await import('@clack/prompts');
  const answer = await text({ message, initialValue });
  return isCancel(answer) || answer === '' ? undefined : answer;
}

async function askSecret(io: Io, message: string): Promise<string | undefined> {
  if (!io.console.interactive) return undefined;
  const { isCancel, password } = await import('@clack/prompts');
  const answer = await password({ message });
  return isCancel(answer) || answer === '' ? undefined : answer;
}
