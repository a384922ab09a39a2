import { problem } from '../../kernel/index.ts';
import type { Io } from '../io.ts';
import { answerNeeded, usage } from '../problems.ts';

/**
 * Asks before something is changed. Without a terminal there is nobody to ask: a problem, unless `--yes`. `look`
 * says where to see what would happen.
 */
export async function confirm(
  io: Io,
  yes: boolean | undefined,
  { what, look }: { readonly what: string; readonly look: string },
): Promise<void> {
  if (yes === true) return;
  if (!io.console.interactive) throw problem(answerNeeded, { what, look });
  const { confirm: ask, isCancel } = await import('@clack/prompts');
  const answer = await ask({ message: `${what}?`, initialValue: false });
  if (isCancel(answer) || !answer)
    throw problem(usage, { why: 'not confirmed: nothing was changed', hint: 'answer yes, or give --yes' });
}
