import { compareText } from '../../kernel/index.ts';
import {
  diffTools,
  type Entry,
  listDigest,
  type Opener,
  type Origin,
  type SurfaceSide,
  type ToolChange,
} from '../../snapshot/index.ts';
import type { Contract, PlanChange } from './contract.ts';

/** One side of a plan: a snapshot's list, its objects, and where they came from. */
export interface PlanSide {
  readonly entries: readonly Entry[];
  readonly open: Opener;
  readonly origin: (kind: string, name: string) => Origin | undefined;
}

export interface PlanInput {
  readonly organization: string;
  readonly source: string;
  readonly base: { readonly sequence: number; readonly side: PlanSide } | undefined;
  readonly head: PlanSide & { readonly provenance: string };
  readonly commit: string | undefined;
  readonly compiler: string;
}

const nothing: PlanSide = {
  entries: [],
  open: () => {
    throw new Error('nothing is in an empty snapshot');
  },
  origin: () => undefined,
};

/** What changes from a base to a head. Pure: the CLI and the control plane come to the same contract. */
export function makePlan({ organization, source, base, head, commit, compiler }: PlanInput): Contract {
  const before = base?.side ?? nothing;
  return {
    format: 'plan@1',
    organization,
    source,
    ...(base === undefined
      ? {}
      : { base: { sequence: base.sequence, snapshot: listDigest(base.side.entries) } }),
    head: { snapshot: listDigest(head.entries), provenance: head.provenance },
    ...(commit === undefined ? {} : { commit }),
    compiler,
    changes: [...manifestChanges(before, head), ...toolChanges(before, head)],
  };
}

function manifestChanges(before: PlanSide, after: PlanSide): PlanChange[] {
  const old = manifestsOf(before);
  const fresh = manifestsOf(after);
  const names = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  return names.flatMap((name): PlanChange[] => {
    const was = old.get(name);
    const is = fresh.get(name);
    if (was?.digest === is?.digest) return [];
    const action = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
    const side = is === undefined ? before : after;
    const object = side.open('manifest', (is ?? (was as Entry)).digest);
    return [
      { type: 'manifest', action, kind: object.kind, name: object.name, ...placeOf(side, 'manifest', name) },
    ];
  });
}

function manifestsOf({ entries }: SurfaceSide): Map<string, Entry> {
  return new Map(entries.filter(({ kind }) => kind === 'manifest').map((entry) => [entry.name, entry]));
}

function toolChanges(before: PlanSide, after: PlanSide): PlanChange[] {
  const names = new Map([...endpointNames(before), ...endpointNames(after)]);
  return diffTools(before, after).map((change: ToolChange): PlanChange => {
    const side = change.action === 'removed' ? before : after;
    return {
      type: 'tool',
      action: change.action,
      service: `${change.service.name}:${change.service.version}`,
      tool: change.tool,
      endpoints: change.endpoints.map((id) => names.get(id) ?? id).sort(compareText),
      fields: [...change.fields],
      ...placeOf(side, change.object.kind, change.object.name),
    };
  });
}

function endpointNames({ entries, open }: SurfaceSide): [string, string][] {
  return entries
    .filter(({ kind }) => kind === 'exposition')
    .map(({ name, digest }) => [name, open('exposition', digest).name ?? name]);
}

function placeOf(side: PlanSide, kind: string, name: string): Pick<PlanChange, 'at'> {
  const origin = side.origin(kind, name);
  if (origin === undefined) return {};
  const { line, column } = origin.range.start;
  return { at: { file: origin.file, line, column } };
}
