import { Argument, type Command, Option } from 'commander';
import { seconds, wholeNumber } from '../numbers.ts';
import { type Action, outputOption, planOption, withExamples, withServer } from './define.ts';

const revisionNumber = wholeNumber(1, 9_999_999);

/** Commands about what a control plane has deployed. */
export function addServerCommands(program: Command, action: Action): void {
  withServer(
    program
      .command('status')
      .description('show sources and gateways: what is desired, and what each gateway serves')
      .argument('[gateway]', 'show one gateway in full')
      .option('-w, --watch', 'go on showing until interrupted')
      .addOption(outputOption()),
  ).action(action(() => import('../commands/status.ts')));

  const endpoints = program
    .command('endpoints')
    .description('list MCP endpoints, or print what an MCP client wants in its configuration')
    .addOption(
      new Option('-f, --format <format>', 'json, or the client to write a configuration for')
        .choices(['text', 'json', 'claude', 'vscode', 'cursor'])
        .default('text'),
    )
    .addOption(new Option('-o, --output <format>', 'the same as --format').choices(['text', 'json']))
    .action(action(() => import('../commands/endpoints.ts')));
  withExamples(withServer(endpoints), 'reshapr endpoints', 'reshapr endpoints --format claude > .mcp.json');

  withServer(
    program
      .command('history')
      .description('list the revisions, newest first')
      .option('-n, --limit <count>', 'how many', wholeNumber(1, 100_000), 20)
      .addOption(outputOption()),
  ).action(action(() => import('../commands/history.ts')));

  withServer(
    program
      .command('show')
      .description('show a saved plan, or a revision by its number or digest')
      .argument('<plan-or-revision>', 'a file, a number, or at least eight digits of a digest')
      .option('--manifests', 'print what the revision was compiled from, without comments')
      .addOption(planOption()),
  ).action(action(() => import('../commands/show.ts')));

  const rollback = program
    .command('rollback')
    .description('make the content of an earlier revision the deployed one again')
    .argument('[revision]', 'its number or digest; the one before by default')
    .option('--source <id>', 'source, where the organization has several')
    .option('-y, --yes', 'do not ask')
    .option('--timeout <seconds>', 'how long the gateways have', seconds, 60)
    .option('--detach', 'do not wait for the gateways')
    .addOption(outputOption())
    .action(action(() => import('../commands/rollback.ts')));
  withExamples(withServer(rollback), 'reshapr rollback', 'reshapr rollback 12 --yes');

  const destroy = program
    .command('destroy')
    .description('remove all that a source owns; what is protected stands in the way, keepOnDelete stays')
    .requiredOption('--source <id>', 'the source')
    .option('--out <file>', 'only save the plan, to be applied exactly as it is')
    .option('-y, --yes', 'do not ask')
    .option('--timeout <seconds>', 'how long the gateways of one wave have', seconds, 60)
    .option('--detach', 'do not wait for the gateways')
    .option('--supersede', 'end the rollout that is under way, instead of being refused for it')
    .option('--hold', 'of a source that is synced from git: hold the sync until its next change')
    .addOption(outputOption())
    .action(action(() => import('../commands/destroy.ts')));
  withExamples(
    withServer(destroy),
    'reshapr destroy --source shop',
    'reshapr destroy --source shop --out bye.plan && reshapr show bye.plan',
  );

  withServer(
    program
      .command('wait')
      .description('wait until every gateway serves what is deployed, as apply and rollback do')
      .argument('[revision]', 'its number; the newest by default', revisionNumber)
      .option('--timeout <seconds>', 'how long to wait for the gateways', seconds, 60)
      .addOption(outputOption()),
  ).action(action(() => import('../commands/wait.ts')));

  withServer(
    program
      .command('force-unlock')
      .description('show who changes the organization at the moment, and take the right to it away')
      .option('-y, --yes', 'do not ask')
      .addOption(outputOption()),
  ).action(action(() => import('../commands/force-unlock.ts')));

  const drift = program
    .command('drift')
    .description('list gateways that serve something else than is desired; exit code 2 when there are any')
    .option('--repair <gateway>', 'repair one that is left alone because it drifted again and again')
    .addOption(outputOption())
    .action(action(() => import('../commands/drift.ts')));
  withExamples(withServer(drift), 'reshapr drift', 'reshapr drift --output json');

  const recover = program
    .command('recover')
    .description('after a store was put back: begin an epoch above every one that gateways report')
    .option('--force', 'also when no gateway is ahead')
    .option('-y, --yes', 'do not ask')
    .addOption(outputOption())
    .action(action(() => import('../commands/recover.ts')));
  withExamples(withServer(recover), 'reshapr recover', 'reshapr recover --yes');

  const audit = program
    .command('audit')
    .description('list what was done and by whom: revisions, plans, verdicts of gateways, tokens')
    .addArgument(
      new Argument('[verify]', 'check that no line of the log was altered or taken out').choices(['verify']),
    )
    .option('--type <type...>', 'only records of these types: revision, verdict, token, token-revoked, …')
    .option('--since <seconds>', 'only those of the last seconds', wholeNumber(1, 999_999_999))
    .option('-n, --limit <count>', 'how many, the newest', wholeNumber(1, 2_000), 50)
    .option(
      '--expect <head>',
      'of verify: a head that was noted earlier; finds lines that are missing at the end',
    )
    .option('--state <dir>', 'read a state directory, without a control plane')
    .addOption(outputOption())
    .action(action(() => import('../commands/audit.ts')));
  withExamples(
    withServer(audit),
    'reshapr audit --type revision',
    'reshapr audit verify',
    'reshapr audit verify --expect 4f1c09ab --state /var/lib/reshapr',
  );

  withServer(
    program
      .command('login')
      .description('remember a control plane and an API token for this user')
      .addOption(outputOption()),
  ).action(action(() => import('../commands/login.ts')));

  program
    .command('logout')
    .description('forget them')
    .action(action(() => import('../commands/logout.ts')));
}
