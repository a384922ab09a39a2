import type { Command } from 'commander';
import { seconds } from '../numbers.ts';
import { type Action, outputOption, withExamples } from './define.ts';

/** Commands that are an MCP client: a person's way to try an endpoint. */
export function addMcpCommands(program: Command, action: Action): void {
  const call = program
    .command('call')
    .description('call a tool of an MCP endpoint; exit code 4 when the tool says that it failed')
    .argument('<endpoint>', 'URL, path, <organization>/<name>, or name')
    .argument('<tool>', 'name of the tool')
    .argument('[arguments...]', 'name=value, name=@file, name=@- for standard input; typed by the tool')
    .option('--json <object>', 'the arguments as one JSON object, or @file')
    .option('--save <dir>', 'folder to save images, audio and files of the result in')
    .addOption(outputOption())
    .action(action(() => import('../commands/call.ts')));
  withExamples(
    withEndpoint(call),
    'reshapr call havn/timetable get_sailings from=NOR to=OST limit=2',
    'reshapr call https://mcp.example.com/mcp/acme/orders post_orders note=@note.txt --key-file key',
    `reshapr call acme/orders post_orders --json '{"lines":[{"sku":"a","count":2}]}' -o json`,
  );

  const inspect = program
    .command('inspect')
    .description('show what an MCP endpoint says of itself: tools, prompts, resources; or one tool whole')
    .argument('<endpoint>', 'URL, path, <organization>/<name>, or name')
    .argument('[tool]', 'show this tool whole')
    .addOption(outputOption())
    .action(action(() => import('../commands/inspect.ts')));
  withExamples(
    withEndpoint(inspect),
    'reshapr inspect havn/timetable',
    'reshapr inspect havn/timetable get_sailings',
  );
}

/** Flags of every command that asks an MCP endpoint. */
function withEndpoint(command: Command): Command {
  return command
    .optionsGroup('MCP endpoint:')
    .option(
      '--gateway <url>',
      'gateway of endpoints without a URL (RESHAPR_GATEWAY_URL, else http://127.0.0.1:7777)',
    )
    .option('--organization <name>', 'organization of a name alone (RESHAPR_ORGANIZATION)')
    .option('--key-file <file>', 'file with the key of the endpoint (or RESHAPR_API_KEY)')
    .option('--token-file <file>', 'file with an OAuth2 access token (or RESHAPR_ACCESS_TOKEN)')
    .option('--header <name=value>', 'one more header, repeatable; name=@file for a secret one', another)
    .option('--ca <file>', 'authority to trust, PEM')
    .option('--timeout <seconds>', 'how long each answer may take', seconds, 60);
}

/** Collects an option that is given several times; a list in one would take arguments of the tool for its own. */
function another(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
