import { entryKey } from '../../snapshot/index.ts';
import type { BoundPlan } from '../bind/bound.ts';
import type { ImportedService } from '../stages/import-service.ts';
import { attachedOf, type SealedArtifact, type SealedPart } from '../stages/seal-artifact.ts';
import type { SealedTool } from '../stages/seal-spec.ts';
import { factsOf } from '../stages/tool-facts.ts';
import { includedArtifacts } from './artifacts.ts';
import { isSelected, selectTools } from './select.ts';

/** All that the endpoints of one plan offer. */
export interface Offer {
  /** Custom tools first, in the order they are written, then those of operations. */
  readonly tools: readonly OfferedTool[];
  readonly prompts: readonly SealedPart[];
  readonly resources: readonly SealedPart[];
  readonly filters: readonly SealedPart[];
  /** False when nothing is known of the operations of the service. */
  readonly isRead: boolean;
}

/** A tool of an operation, or a custom one with the artifact part that it is made of. */
export type OfferedTool = SealedTool & { readonly part?: SealedToolPart };

export type SealedToolPart = Extract<SealedPart, { readonly kind: 'tool' }>;

/** What a plan offers of its service: operations by its selection, and the artifacts that it includes. */
export function offerOf(
  plan: BoundPlan,
  service: ImportedService,
  artifacts: readonly SealedArtifact[],
): Offer {
  const included = new Set(includedArtifacts(plan, attachedOf(artifacts)));
  const chosen = artifacts.filter(({ artifact }) => included.has(artifact));
  const parts = chosen.flatMap((artifact) => artifact.parts);
  const custom = parts.filter(isToolPart).filter(({ key }) => isSelected(key, plan.manifest));
  const hidden = new Set(custom.map(({ hides }) => hides));
  const operations = operationTools(plan, service).filter(({ name }) => !hidden.has(name));
  return {
    tools: [...custom.map(customTool), ...operations],
    prompts: parts.filter(({ kind }) => kind === 'prompt'),
    resources: parts.filter(({ kind }) => kind === 'resource'),
    filters: parts.filter(({ kind }) => kind === 'filter'),
    isRead: service.isRead,
  };
}

/** The tools of operations that a plan selects of those that its service selects. */
export function operationTools(plan: BoundPlan, service: ImportedService): SealedTool[] {
  return selectTools(selectTools(service.tools, plan.service.manifest), plan.manifest);
}

export function isToolPart(part: SealedPart): part is SealedToolPart {
  return part.kind === 'tool';
}

function customTool(part: SealedToolPart): OfferedTool {
  const { object } = part.located;
  const bytes = object.bytes.length;
  return {
    name: part.key,
    operation: part.key,
    object: object.name,
    needs: [entryKey(object), ...(part.needs ?? [])],
    listBytes: bytes,
    facts: factsOf(part.object, part.at),
    part,
  };
}
