import type { Command } from 'commander';
import { seconds, wholeNumber } from '../numbers.ts';
import {
  type Action,
  findingsOption,
  otherFindingsOption,
  outputOption,
  planOption,
  withExamples,
  withServer,
} from './define.ts';

/** Commands that read a tree of manifests. */
export function addTreeCommands(program: Command, action: Action): void {
  const init = program
    .command('init')
    .description('start a source: reshapr.yaml, a default gateway group, and an endpoint of an API')
    .argument('[dir]', 'folder to make it in', '.')
    .option('--organization <name>', 'organization of the source')
    .option('--source <id>', 'id of the source (the name of the folder by default)')
    .option('--openapi <file>', 'OpenAPI document to make an endpoint of; copied into the tree')
    .option('--graphql <file>', 'GraphQL schema to make an endpoint of; copied into the tree')
    .option('--backend <url>', 'where that API is reached (its first server by default)')
    .addOption(outputOption())
    .action(action(() => import('../commands/init.ts')));
  withExamples(
    init,
    'reshapr init reshapr.d --organization acme',
    'reshapr init reshapr.d --organization acme --openapi orders.yaml --backend http://localhost:8080',
    'reshapr init films --organization acme --graphql films.graphql --backend http://localhost:4030/graphql',
  );

  const validate = program
    .command('validate')
    .description('compile a tree and report every mistake in it')
    .argument('[dir]', 'root of the tree', '.')
    .option('--notes', 'show notes too, not only errors and warnings')
    .option('--no-cache', 'compile again what was compiled before')
    .addOption(findingsOption())
    .action(action(() => import('../commands/validate.ts')));
  withExamples(
    validate,
    'reshapr validate reshapr.d',
    'reshapr validate reshapr.d --output sarif > reshapr.sarif',
    'reshapr validate reshapr.d --output github --notes',
  );

  const fmt = program
    .command('fmt')
    .description('lay out manifests in one way; comments, values and specs stay as they are')
    .argument('[paths...]', 'folders and files', ['.'])
    .option('--check', 'change nothing, and exit with 1 when something would')
    .addOption(outputOption())
    .action(action(() => import('../commands/fmt.ts')));
  withExamples(fmt, 'reshapr fmt reshapr.d', 'reshapr fmt --check reshapr.d');

  const types = program
    .command('types')
    .description('write TypeScript declarations of the tools of an endpoint or a service')
    .argument('[target]', 'endpoint, or service (name or name:version); may be left out while there is one')
    .argument('[dir]', 'root of the tree', '.')
    .option('--out <file>', 'file to write (standard output by default)')
    .option('--script [tool]', 'declare what the script of a custom tool has: rs and input')
    .action(action(() => import('../commands/types.ts')));
  withExamples(
    types,
    'reshapr types timetable reshapr.d --out tools.d.ts',
    'reshapr types Timetable:1.0 reshapr.d --script',
  );

  program
    .command('build')
    .description('compile a tree into a bundle: a view as one file, signed if a key is given')
    .argument('[dir]', 'root of the tree', '.')
    .option('--out <file>', 'file to write', 'reshapr.bundle')
    .option('--group <name...>', 'gateway groups to build for (all by default)')
    .option('--key <file>', 'Ed25519 private key to sign with, PEM')
    .addOption(otherFindingsOption())
    .addOption(outputOption())
    .action(action(() => import('../commands/build.ts')));

  const plan = program
    .command('plan')
    .description('show what applying a tree would change')
    .argument('[dir]', 'root of the tree', '.')
    .option(
      '--base <ref>',
      'compare with a git revision of the tree instead of what is deployed; asks no control plane',
    )
    .option('--out <file>', 'save the plan, to be applied exactly as it is')
    .option('--detailed-exitcode', 'exit with 2 when something would change')
    .option('--require-clean', 'refuse a tree with changes that are not committed')
    .addOption(otherFindingsOption())
    .addOption(planOption())
    .action(action(() => import('../commands/plan.ts')));
  withExamples(
    withServer(plan),
    'reshapr plan reshapr.d',
    'reshapr plan reshapr.d --out monday.plan && reshapr apply monday.plan',
    'reshapr plan reshapr.d --base origin/main --output markdown > comment.md',
  );

  const apply = program
    .command('apply')
    .description('apply a tree or a saved plan, and wait until every gateway serves it')
    .argument('[dir-or-plan]', 'root of the tree, or a file saved by plan --out', '.')
    .option('-y, --yes', 'do not ask')
    .option('--timeout <seconds>', 'how long the gateways of one wave have', seconds, 60)
    .option('--detach', 'do not wait for the gateways')
    .option('--supersede', 'end the rollout that is under way, instead of being refused for it')
    .option(
      '--confirm-removals <count>',
      'how many removals are meant, where a plan removes much',
      wholeNumber(1, 1_000_000),
    )
    .option('--hold', 'apply to a source that is synced from git, and hold the sync until its next change')
    .addOption(outputOption())
    .action(action(() => import('../commands/apply.ts')));
  withExamples(withServer(apply), 'reshapr apply reshapr.d', 'reshapr apply monday.plan --yes');
}
