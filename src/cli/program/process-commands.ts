import type { Command } from 'commander';
import { port, seconds, wholeNumber } from '../numbers.ts';
import { type Action, outputOption, withExamples } from './define.ts';

/** Commands that stay: control plane, gateway, and both at once for work on a tree. */
export function addProcessCommands(program: Command, action: Action): void {
  program
    .command('dev')
    .description('control plane, gateway and file watcher in one process')
    .argument('[dir]', 'root of the tree', '.')
    .option('--port <port>', 'port for MCP clients; 0 lets the system choose', port, 7777)
    .option('--notes', 'show notes too, not only errors and warnings')
    .action(action(() => import('../commands/dev.ts')));

  const serve = program
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
    .option(
      '--history <revisions>',
      'how many revisions of each source can be shown and rolled back to',
      wholeNumber(100, 1_000_000),
      100,
    )
    .action(action(() => import('../commands/serve.ts')));
  withExamples(
    serve,
    'reshapr serve',
    'reshapr serve --source https://example.com/team/mcp.git#main:reshapr.d',
    'reshapr serve --state /var/lib/reshapr --tls-name reshapr.example.com',
  );

  withExamples(
    program
      .command('backup')
      .description('write what a control plane keeps into one file, also while it runs')
      .argument('<file>', 'the file; it is replaced when it is there')
      .option('--state <dir>', 'state directory (~/.local/state/reshapr/control by default)')
      .addOption(outputOption())
      .action(action(() => import('../commands/backup.ts'))),
    'reshapr backup reshapr.backup --state /var/lib/reshapr',
  );
  withExamples(
    program
      .command('restore')
      .description('make a state directory of a backup; it has to be empty')
      .argument('<file>', 'the backup')
      .option('--state <dir>', 'state directory (~/.local/state/reshapr/control by default)')
      .addOption(outputOption())
      .action(action(() => import('../commands/restore.ts'))),
    'reshapr restore reshapr.backup --state /var/lib/reshapr',
  );

  const gateway = program
    .command('gateway')
    .description('run a gateway; it is configured by environment variables')
    .option('--standalone <bundle>', 'serve a file that `reshapr build` wrote, without a control plane')
    .option('--allow-unsigned', 'serve it whoever made it; RESHAPR_TRUSTED_KEYS_FILE is not needed then')
    .option(
      '--check',
      'test name, proxy, TLS, token and clock, or the bundle, show what would be served, and exit',
    )
    .addOption(outputOption())
    .helpOption(false)
    .option('-h, --help', 'display help for command, with the variables');
  gateway.action(
    action(async () => ({
      run: (await import('../commands/gateway.ts')).gatewayOf(gateway.helpInformation()),
    })),
  );
}
