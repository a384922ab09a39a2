import { Command, Option } from 'commander';
import type { Io } from './io.ts';
import { softwareVersion } from './version.ts';

/** A command's code, loaded when it is called: a start costs only what it uses. */
type Load<A extends unknown[]> = () => Promise<{ run: (io: Io, ...args: A) => Promise<number> }>;

/** The whole command line. `done` gets the exit code of the command that ran. */
export function buildProgram(io: Io, done: (exitCode: number) => void): Command {
  const program = new Command('reshapr')
    .description('Compile a repository of YAML manifests, and keep every MCP gateway on exactly that.')
    .version(softwareVersion, '-V, --version')
    .showHelpAfterError('(add --help for how it is called)')
    .configureOutput({
      writeOut: (text) => io.console.out(text.trimEnd()),
      writeErr: (text) => io.console.err(text.trimEnd()),
    })
    .exitOverride();

  /** Commander hands over arguments, options and itself; a command gets the first two. */
  function action<A extends unknown[]>(load: Load<A>) {
    return async (...given: unknown[]): Promise<void> => {
      const { run } = await load();
      done(await run(io, ...(given.slice(0, -1) as A)));
    };
  }

  addTreeCommands(program, action);
  addServerCommands(program, action);
  addProcessCommands(program, action);
  addKeyCommands(program, action);
  addHelpCommands(program, action);
  return program;
}

type Action = <A extends unknown[]>(load: Load<A>) => (...given: unknown[]) => Promise<void>;

const outputOption = (): Option =>
  new Option('-o, --output <format>', 'how the result is written').choices(['text', 'json']).default('text');

/** Flags of every command that asks a control plane. */
function withServer(command: Command): Command {
  return command
    .option('--server <address>', 'control plane: https://host:5555, or http:// without TLS (RESHAPR_SERVER)')
    .option('--token <token>', 'API token (RESHAPR_TOKEN)')
    .option('--ca <file>', 'authority to trust, PEM (RESHAPR_SERVER_CA)');
}

const seconds = (text: string): number => {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new Error('must be a number of seconds');
  return value;
};

function addTreeCommands(program: Command, action: Action): void {
  program
    .command('init')
    .description('start a source: reshapr.yaml and a default gateway group')
    .argument('[dir]', 'folder to make it in', '.')
    .option('--organization <name>', 'organization of the source')
    .option('--source <id>', 'id of the source (the name of the folder by default)')
    .action(action(() => import('./commands/init.ts')));

  program
    .command('validate')
    .description('compile a tree and report every mistake in it')
    .argument('[dir]', 'root of the tree', '.')
    .option('--notes', 'show notes too, not only errors and warnings')
    .addOption(outputOption())
    .action(action(() => import('./commands/validate.ts')));

  program
    .command('build')
    .description('compile a tree into a bundle that a gateway can serve by itself')
    .argument('[dir]', 'root of the tree', '.')
    .option('--out <file>', 'file to write', 'reshapr.bundle')
    .option('--group <name...>', 'gateway groups to build for (all by default)')
    .option('--key <file>', 'Ed25519 private key to sign with, PEM')
    .addOption(outputOption())
    .action(action(() => import('./commands/build.ts')));

  withServer(
    program
      .command('plan')
      .description('show what applying a tree would change')
      .argument('[dir]', 'root of the tree', '.')
      .option(
        '--base <ref>',
        'compare with a git revision of the tree instead of what is deployed; asks no control plane',
      )
      .option('--out <file>', 'save the plan, to be applied exactly as it is')
      .option('--detailed-exitcode', 'exit with 2 when something would change')
      .addOption(outputOption()),
  ).action(action(() => import('./commands/plan.ts')));

  withServer(
    program
      .command('apply')
      .description('apply a tree or a saved plan, and wait until every gateway serves it')
      .argument('[dir-or-plan]', 'root of the tree, or a file saved by plan --out', '.')
      .option('-y, --yes', 'do not ask')
      .option('--timeout <seconds>', 'how long to wait for the gateways', seconds, 60)
      .option('--confirm-removals <count>', 'number of endpoints that may all be removed', Number)
      .option('--hold', 'apply to a source that is synced from git, and hold the sync until its next change')
      .addOption(outputOption()),
  ).action(action(() => import('./commands/apply.ts')));
}

function addServerCommands(program: Command, action: Action): void {
  withServer(
    program
      .command('status')
      .description('show sources and gateways: what is desired, and what each gateway serves')
      .argument('[gateway]', 'show one gateway in full')
      .option('-w, --watch', 'go on showing until interrupted')
      .addOption(outputOption()),
  ).action(action(() => import('./commands/status.ts')));

  withServer(
    program
      .command('endpoints')
      .description('list MCP endpoints, or print what an MCP client wants in its configuration')
      .addOption(
        new Option('-f, --format <client>', 'client to write for')
          .choices(['text', 'json', 'claude', 'vscode', 'cursor'])
          .default('text'),
      ),
  ).action(action(() => import('./commands/endpoints.ts')));

  withServer(
    program
      .command('show')
      .description('show a saved plan, or a revision by its number or digest')
      .argument('<plan-or-revision>')
      .addOption(outputOption()),
  ).action(action(() => import('./commands/show.ts')));

  withServer(
    program
      .command('history')
      .description('list the revisions, newest first')
      .option('-n, --limit <count>', 'how many', Number, 20)
      .addOption(outputOption()),
  ).action(action(() => import('./commands/history.ts')));

  withServer(
    program
      .command('rollback')
      .description('make the content of an earlier revision the deployed one again')
      .argument('[revision]', 'its number or digest; the one before by default')
      .option('--source <id>', 'source, where the organization has several')
      .option('-y, --yes', 'do not ask')
      .option('--timeout <seconds>', 'how long to wait for the gateways', seconds, 60)
      .addOption(outputOption()),
  ).action(action(() => import('./commands/rollback.ts')));

  withServer(
    program.command('login').description('remember a control plane and an API token for this user'),
  ).action(action(() => import('./commands/login.ts')));

  program
    .command('logout')
    .description('forget them')
    .action(action(() => import('./commands/logout.ts')));
}

function addProcessCommands(program: Command, action: Action): void {
  program
    .command('serve')
    .description('run a control plane')
    .option('--state <dir>', 'state directory (~/.local/state/reshapr/control by default)')
    .option('--source <address...>', 'source to sync: <dir | git url>[#branch][:path]')
    .option('--interval <seconds>', 'how often sources are looked at', seconds, 30)
    .option('--organization <name>', 'organization of the first admin token', 'reshapr')
    .option(
      '--listen <host:port>',
      'where gateways and the command line connect (0.0.0.0:5555, without TLS 127.0.0.1:5555)',
    )
    .option('--http <host:port>', 'health and metrics', '127.0.0.1:5556')
    .option('--tls-cert <file>', 'certificate chain of the server, PEM')
    .option('--tls-key <file>', 'its key, PEM')
    .option('--tls-name <name...>', 'names and addresses for the certificate that serve makes')
    .option('--no-tls', 'no TLS, on loopback only')
    .option('--plaintext', 'no TLS, on any address')
    .option('--signing-key <file>', 'Ed25519 private key that signs views, PEM')
    .option(
      '--beat <seconds>',
      'how often gateways report; one is late after 3 beats of silence and unsynchronized after 30',
      seconds,
      10,
    )
    .action(action(() => import('./commands/serve.ts')));

  const gateway = program
    .command('gateway')
    .description('run a gateway; it is configured by environment variables')
    .option('--check', 'test name, proxy, TLS, token and clock, show what would be served, and exit')
    .helpOption(false)
    .option('-h, --help', 'display help for command, with the variables');
  gateway.action(
    action(async () => ({
      run: (await import('./commands/gateway.ts')).gatewayOf(gateway.helpInformation()),
    })),
  );

  program
    .command('dev')
    .description('control plane, gateway and file watcher in one process')
    .argument('[dir]', 'root of the tree', '.')
    .option('--port <port>', 'port for MCP clients', Number, 7777)
    .option('--notes', 'show notes too, not only errors and warnings')
    .action(action(() => import('./commands/dev.ts')));
}

function addKeyCommands(program: Command, action: Action): void {
  const apiKey = program.command('api-key').description('keys that MCP clients present');
  apiKey
    .command('create')
    .description('make a key, print it once, and write its SHA-256 into the manifest of a plan')
    .argument('<plan>', 'name of the ConfigurationPlan')
    .argument('[dir]', 'root of the tree', '.')
    .option('--rotate', 'keep the present key valid beside the new one')
    .addOption(outputOption())
    .action(action(() => import('./commands/api-key-create.ts')));

  const apiToken = program.command('api-token').description('tokens for gateways and the command line');
  withServer(
    apiToken
      .command('create')
      .description('make a token and print it once')
      .argument('<name>')
      .addOption(
        new Option('-v, --validity-days <days>', 'how long it is valid')
          .choices(['1', '7', '30', '90'])
          .default('30'),
      )
      .addOption(
        new Option('--role <role>', 'what it may do')
          .choices(['gateway', 'read', 'deploy', 'admin'])
          .default('gateway'),
      )
      .option('--gateway-id <id...>', 'only for gateways with these ids')
      .option('--group <name...>', 'only for these gateway groups')
      .addOption(outputOption()),
  ).action(action(() => import('./commands/api-token-create.ts')));
  withServer(
    apiToken
      .command('list')
      .description('list tokens, their expiry and who used them')
      .addOption(outputOption()),
  ).action(action(() => import('./commands/api-token-list.ts')));
  withServer(
    apiToken
      .command('renew')
      .description('make a successor; the old token goes on until it expires or is revoked')
      .argument('<name>')
      .addOption(outputOption()),
  ).action(action(() => import('./commands/api-token-renew.ts')));
  withServer(
    apiToken.command('revoke').description('withdraw a token, by name or id').argument('<name>'),
  ).action(action(() => import('./commands/api-token-revoke.ts')));

  const group = program.command('gateway-group').description('groups of gateways');
  withServer(group.command('list').description('list the deployed groups').addOption(outputOption())).action(
    action(() => import('./commands/gateway-group-list.ts')),
  );
  group
    .command('create')
    .description('write the manifest of a group')
    .argument('<name>')
    .argument('[dir]', 'root of the tree', '.')
    .requiredOption('-l, --labels <json>', 'labels, as in {"env":"dev"}')
    .action(action(() => import('./commands/gateway-group-create.ts')));
}

function addHelpCommands(program: Command, action: Action): void {
  program
    .command('schema')
    .description('print the JSON Schema of a kind, or list the kinds')
    .argument('[kind]')
    .action(action(() => import('./commands/schema.ts')));
  program
    .command('explain')
    .description('say what a code means and what to do about it')
    .argument('[code]')
    .addOption(outputOption())
    .action(action(() => import('./commands/explain.ts')));
  program
    .command('completion')
    .description('print a completion script')
    .argument('<shell>', 'bash, zsh or fish')
    .action(action(async () => ({ run: (await import('./commands/completion.ts')).completionOf(program) })));
}
