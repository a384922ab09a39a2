import { seal } from '../../snapshot/index.ts';
import type { BoundExposition } from '../bind/bound.ts';
import { composeExposition } from '../compose/exposition.ts';
import type { Offer } from '../compose/offer.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import type { LocatedObject } from './seal-spec.ts';

const expositionStage = stage<Kept<LocatedObject>>('compose exposition');

/** Stages *compose* and *seal* for one exposition: once per content of all that it depends on. */
export function sealExposition(exposition: BoundExposition, offer: Offer, context: Context): LocatedObject {
  return remember(expositionStage, exposition, [offer], context, (own) => {
    const { id, manifest, plan } = exposition;
    const object = seal(
      'exposition',
      id,
      composeExposition(exposition, plan.service.organization, offer, own),
    );
    context.work.expositionsComposed++;
    return { object, at: { file: manifest.file, range: manifest.range } };
  });
}
