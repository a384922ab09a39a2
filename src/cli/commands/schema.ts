import { didYouMean, problem } from '../../kernel/index.ts';
import { jsonSchemaOfKind, jsonSchemaOfManifests, kinds } from '../../manifest/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { jsonSchemaOfPlan } from '../plan/render/document.ts';
import { usage } from '../problems.ts';
import { jsonSchemaOfFindings } from '../report/findings-document.ts';

/**
 * The JSON Schema of one kind, of a manifest of any kind, or of what `validate` or `plan` writes; the names of the kinds when
 * none is given.
 */
export function run(io: Io, name: string | undefined): Promise<number> {
  if (name === undefined) {
    io.console.out(kinds.join('\n'));
    return Promise.resolve(exitCodes.ok);
  }
  if (name.toLowerCase() === 'manifest') {
    io.console.out(json(jsonSchemaOfManifests()));
    return Promise.resolve(exitCodes.ok);
  }
  if (name.toLowerCase() === 'findings') {
    io.console.out(json(jsonSchemaOfFindings()));
    return Promise.resolve(exitCodes.ok);
  }
  if (name.toLowerCase() === 'plan') {
    io.console.out(json(jsonSchemaOfPlan()));
    return Promise.resolve(exitCodes.ok);
  }
  const kind = kinds.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  if (kind === undefined)
    throw problem(usage, {
      why: `there is no kind '${name}'`,
      hint: didYouMean(name, kinds) ?? `the kinds are ${kinds.join(', ')}`,
    });
  io.console.out(json(jsonSchemaOfKind(kind)));
  return Promise.resolve(exitCodes.ok);
}
