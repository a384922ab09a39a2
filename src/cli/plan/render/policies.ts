import ansis from 'ansis';
import type { PolicyVerdict } from '../../../reconciler/index.ts';

/** What a policy holds against a plan, for a person. */
export function policyText({ name, severity, message, error, origin }: PolicyVerdict): string[] {
  const mark = severity === 'deny' ? ansis.bold.red('✗ denied by') : ansis.bold.yellow('! warned by');
  const why = error === undefined ? [] : [ansis.dim(`      it could not be evaluated: ${error}`)];
  return [`  ${mark} policy ${name}${ansis.dim(` (${origin})`)}: ${message}`, ...why];
}
