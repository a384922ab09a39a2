import type { BoundService } from '../bind/bound.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import { noSpec, type SealedSpec } from './seal-spec.ts';

/** A service with its sealed tools. */
export interface ImportedService extends SealedSpec {
  readonly service: BoundService;
}

const importStage = stage<Kept<ImportedService>>('import service');

/** A service with what was made of its spec, if it has one. */
export function importedService(
  service: BoundService,
  sealed: SealedSpec = noSpec,
  context: Context,
): ImportedService {
  return remember(importStage, service, [sealed], context, () => ({ service, ...sealed }));
}
