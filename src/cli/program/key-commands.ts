import { type Command, Option } from 'commander';
import { type Action, outputOption, tokenOutputOption, withExamples, withServer } from './define.ts';

/** Commands about keys of MCP clients, tokens of gateways and people, and the groups that tokens allow. */
export function addKeyCommands(program: Command, action: Action): void {
  const apiKey = program.command('api-key').description('keys that MCP clients present');
  const create = apiKey
    .command('create')
    .description('make a key, print it once, and write its SHA-256 into the manifest of a plan')
    .argument('<plan>', 'name of the ConfigurationPlan')
    .argument('[dir]', 'root of the tree', '.')
    .option('--rotate', 'keep the present key valid beside the new one')
    .addOption(outputOption())
    .action(action(() => import('../commands/api-key-create.ts')));
  withExamples(create, 'reshapr api-key create travellers reshapr.d');

  addTokenCommands(program.command('api-token'), action);

  const group = program.command('gateway-group').description('groups of gateways');
  withServer(group.command('list').description('list the deployed groups').addOption(outputOption())).action(
    action(() => import('../commands/gateway-group-list.ts')),
  );
  const createGroup = group
    .command('create')
    .description('write the manifest of a group')
    .argument('<name>', 'name of the group')
    .argument('[dir]', 'root of the tree', '.')
    .requiredOption('-l, --labels <json>', 'labels, as in {"env":"dev"}')
    .addOption(outputOption())
    .action(action(() => import('../commands/gateway-group-create.ts')));
  withExamples(createGroup, `reshapr gateway-group create edge reshapr.d --labels '{"zone":"edge"}'`);
}

function addTokenCommands(apiToken: Command, action: Action): void {
  apiToken.description('tokens for gateways and the command line');
  const create = apiToken
    .command('create')
    .description('make a token and print it once')
    .argument('<name>', 'what it is called in lists; unique')
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
    .addOption(tokenOutputOption())
    .action(action(() => import('../commands/api-token-create.ts')));
  withExamples(
    withServer(create),
    'export RESHAPR_CTRL_TOKEN=$(reshapr api-token create my-gateway -v 30 -o token)',
    'reshapr api-token create ci --role deploy -v 90',
  );
  withServer(
    apiToken
      .command('list')
      .description('list tokens, their expiry and who used them')
      .addOption(outputOption()),
  ).action(action(() => import('../commands/api-token-list.ts')));
  withServer(
    apiToken
      .command('renew')
      .description('make a successor; the old token goes on until it expires or is revoked')
      .argument('<name>', 'name of the token')
      .addOption(tokenOutputOption()),
  ).action(action(() => import('../commands/api-token-renew.ts')));
  withServer(
    apiToken
      .command('revoke')
      .description('withdraw a token')
      .argument('<name>', 'name or id of the token')
      .addOption(outputOption()),
  ).action(action(() => import('../commands/api-token-revoke.ts')));
}
