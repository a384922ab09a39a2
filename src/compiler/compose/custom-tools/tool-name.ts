import { finding } from '../../../kernel/index.ts';
import type { ManifestOf } from '../../../manifest/index.ts';
import type { Context } from '../../context.ts';
import { isLegalToolName, legalToolName, toolNameLimit } from '../../importers/tool-names.ts';
import { illegalToolName } from './diagnostics.ts';

/** Reports the name of a custom tool that clients would refuse. */
export function checkToolName(artifact: ManifestOf<'CustomTools'>, name: string, context: Context): void {
  if (isLegalToolName(name)) return;
  const other = /[^A-Za-z0-9_-]/u.exec(name)?.[0];
  const why =
    other === undefined
      ? `has ${name.length} characters, at most ${toolNameLimit} are allowed`
      : `holds '${other}'`;
  const problem = { name, why, legal: legalToolName(name) };
  context.report(finding(illegalToolName, problem, artifact.at(['customTools', name], 'key')));
}
