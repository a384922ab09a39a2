import { exitCodeMeanings, exitCodes } from '../../../src/cli/exit-codes.ts';
import { code, page, table } from './markdown.ts';

/** What processes end with. */
export function exitCodesPage(): string {
  const rows = Object.entries(exitCodes).map(([name, number]) => [
    code(String(number)),
    exitCodeMeanings[name as keyof typeof exitCodes],
  ]);
  return page('Exit codes', '`src/cli/exit-codes.ts`', [
    table(['code', 'meaning'], rows),
    '`serve`, `gateway` and `dev` end with `0` after Ctrl-C or SIGTERM, when everything was brought to an order. A second signal ends them at once, with 128 and its number (`130` for Ctrl-C).',
    'In a script:',
    '```sh\nreshapr plan reshapr.d --detailed-exitcode\ncase $? in\n  0) echo "nothing to do" ;;\n  2) echo "something would change" ;;\n  *) exit 1 ;;\nesac\n```',
  ]);
}
