import type { Diagnostic } from '../../kernel/index.ts';
import { seal } from '../../snapshot/index.ts';
import type { BoundExposition } from '../bind/bound.ts';
import { composeExposition } from '../compose/exposition.ts';
import type { Offer } from '../compose/offer.ts';
import type { Context } from '../context.ts';
import type { LocatedObject } from './import-service.ts';
import { placeKey } from './place-key.ts';
import type { ReadTree } from './read-tree.ts';

interface Sealed {
  readonly located: LocatedObject;
  readonly diagnostics: readonly Diagnostic[];
}

/** Stages *compose* and *seal* for one exposition: once per content of all that it depends on. */
export function sealExposition(
  exposition: BoundExposition,
  organization: string,
  offer: Offer,
  read: ReadTree,
  context: Context,
): LocatedObject {
  const { id, manifest, plan } = exposition;
  const sources = [manifest, plan.manifest, plan.service.manifest, plan.secretManifest ?? plan.manifest];
  const key = `exposition ${id} ${offer.key} ${sources.map((source) => placeKey(source, read)).join(' ')}`;
  let sealed = context.memo.get(key) as Sealed | undefined;
  if (sealed === undefined) {
    const diagnostics: Diagnostic[] = [];
    const report = (...found: readonly Diagnostic[]): void => void diagnostics.push(...found);
    const object = seal(
      'exposition',
      id,
      composeExposition(exposition, organization, offer, { ...context, report }),
    );
    context.work.expositionsComposed++;
    sealed = { located: { object, at: { file: manifest.file, range: manifest.range } }, diagnostics };
    context.memo.set(key, sealed);
  }
  context.report(...sealed.diagnostics);
  return sealed.located;
}
