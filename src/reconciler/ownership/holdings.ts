import {
  type Entry,
  type ExpositionObject,
  expositionNameOf,
  planNameOf,
  referencesOf,
  type SurfaceSide,
  serviceNameOf,
} from '../../snapshot/index.ts';

/** Another source of the organization: what it holds, without what others took over from it. */
export interface OtherSource {
  readonly source: string;
  readonly side: SurfaceSide;
}

/** The Project of a source is each source's own: no two can clash about it. */
export function isProject(manifest: string): boolean {
  return manifest.startsWith('Project/');
}

/** `<kind>/<name>` of everything that a side declares, its Project aside. */
export function manifestsOf({ entries }: Pick<SurfaceSide, 'entries'>): Set<string> {
  return new Set(
    entries.flatMap(({ kind, name }) => (kind === 'manifest' && !isProject(name) ? [name] : [])),
  );
}

export function groupsOf({ entries }: Pick<SurfaceSide, 'entries'>): Set<string> {
  return new Set(entries.flatMap(({ kind, name }) => (kind === 'group' ? [name] : [])));
}

export function expositionsIn({ entries, open }: SurfaceSide): ExpositionObject[] {
  return entries.flatMap(({ kind, digest }) => (kind === 'exposition' ? [open('exposition', digest)] : []));
}

/** The sources that a side takes over from, by its Project. */
export function adoptsOf({ entries, open }: SurfaceSide): ReadonlySet<string> {
  const source = entries.find(({ kind }) => kind === 'source');
  return new Set(source === undefined ? [] : open('source', source.digest).adopts);
}

/** The manifests that an exposition is made of, `<kind>/<name>` each, itself first. */
export function madeOf(exposition: ExpositionObject): [own: string, ...needed: string[]] {
  return [
    `Exposition/${expositionNameOf(exposition)}`,
    `ConfigurationPlan/${planNameOf(exposition)}`,
    serviceOf(exposition),
    `GatewayGroup/${exposition.group}`,
  ];
}

/** Manifests of a base that are called otherwise in a head: the same endpoint is made of them. */
export function renamedIn(base: SurfaceSide, head: SurfaceSide): Set<string> {
  const now = new Map(expositionsIn(head).map((exposition) => [exposition.id, madeOf(exposition)]));
  return new Set(
    expositionsIn(base).flatMap((exposition) => {
      const names = now.get(exposition.id);
      return names === undefined ? [] : madeOf(exposition).filter((name, index) => names[index] !== name);
    }),
  );
}

/** The manifest of the Service behind an exposition. */
export function serviceOf({ service }: Pick<ExpositionObject, 'service'>): string {
  return `Service/${serviceNameOf(service)}`;
}

/**
 * A side without some manifests and what was made of them. Names of what is offered begin with the id of its service:
 * it goes with the last exposition of that.
 */
export function withoutManifests<S extends SurfaceSide>(side: S, gone: ReadonlySet<string>): S {
  if (gone.size === 0) return side;
  const left = expositionsIn(side).filter((exposition) => !gone.has(madeOf(exposition)[0]));
  const ids = new Set(left.map(({ id }) => id));
  const services = new Set(left.map(({ service }) => service.id));
  const entries = side.entries.filter(({ kind, name }) => {
    if (kind === 'manifest') return !gone.has(name);
    if (kind === 'group') return !gone.has(`GatewayGroup/${name}`);
    if (kind === 'policy') return !gone.has(`Policy/${name}`);
    if (kind === 'exposition') return ids.has(name);
    return kind === 'source' || services.has(name.slice(0, name.indexOf('/')));
  });
  return { ...side, entries };
}

/** Some objects of a side, and all that they need. */
export function closure(roots: readonly Entry[], { entries, open }: SurfaceSide): Entry[] {
  const index = new Map(entries.map((entry) => [`${entry.kind} ${entry.name}`, entry]));
  const found = new Set<Entry>(roots);
  // Visits what is added on the way, too.
  for (const { kind, name, digest } of found)
    for (const needed of referencesOf(name, open(kind as Parameters<typeof open>[0], digest))) {
      const entry = index.get(`${needed.kind} ${needed.name}`);
      if (entry !== undefined) found.add(entry);
    }
  return [...found];
}
