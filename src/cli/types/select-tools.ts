import { didYouMean, problem } from '../../kernel/index.ts';
import {
  type ExpositionObject,
  openObject,
  type SchemaObject,
  type Snapshot,
  type ToolObject,
} from '../../snapshot/index.ts';
import { severalTargets, unknownTarget } from '../problems.ts';

/** The tools of one endpoint or service, as a snapshot has them. */
export interface SelectedTools {
  /** `endpoint timetable`, `service Orders:1.0`. */
  readonly what: string;
  /** Sorted by name; each name once. */
  readonly tools: readonly SelectedTool[];
  /** A shared schema by the name of its object. */
  schema(objectName: string): SchemaObject;
  /** A tool by the name of its object. */
  tool(objectName: string): ToolObject | undefined;
  /** The tool of a service, by the service's id, as `<name>:<version>`. */
  ofService(
    serviceId: string,
  ): { readonly name: string; readonly tools: readonly SelectedTool[] } | undefined;
}

export interface SelectedTool {
  /** Name of its object: `<service id>/<tool>`. */
  readonly objectName: string;
  readonly tool: ToolObject;
  /** Its answers are changed by a filter, so that the output schema does not describe them. */
  readonly filtered: boolean;
}

/** The tools of an endpoint (by name or id) or of a service (`name` or `name:version`); of the only one without. */
export function selectTools(snapshot: Snapshot, target: string | undefined): SelectedTools {
  const bytes = new Map(snapshot.objects.map((object) => [`${object.kind} ${object.name}`, object.bytes]));
  const named = (kind: string): string[] =>
    snapshot.objects.filter((object) => object.kind === kind).map(({ name }) => name);
  const expositions = named('exposition').map((name) =>
    openObject('exposition', bytesOf('exposition', name)),
  );
  const services = new Map(
    expositions.map(({ service }) => [service.id, `${service.name}:${service.version}`]),
  );

  function bytesOf(kind: string, name: string): Uint8Array {
    const found = bytes.get(`${kind} ${name}`);
    if (found === undefined) throw new Error(`the snapshot has no ${kind} ${name}`);
    return found;
  }
  const opened = (objectName: string): ToolObject => openObject('tool', bytesOf('tool', objectName));

  function ofEndpoint({ tools, filters = [] }: ExpositionObject): SelectedTool[] {
    const filtered = new Set(filters.map((name) => openObject('filter', bytesOf('filter', name)).tool));
    return byName(
      tools.map((objectName) => {
        const tool = opened(objectName);
        return { objectName, tool, filtered: filtered.has(tool.name) };
      }),
    );
  }

  /** All that any endpoint offers of it; filters are no part of a service. */
  function ofService(id: string): SelectedTool[] {
    const offered = new Set(
      expositions.filter(({ service }) => service.id === id).flatMap(({ tools }) => tools),
    );
    return byName(
      [...offered].map((objectName) => ({ objectName, tool: opened(objectName), filtered: false })),
    );
  }

  const shared = {
    schema: (name: string) => openObject('schema', bytesOf('schema', name)),
    tool: (name: string) => (bytes.has(`tool ${name}`) ? opened(name) : undefined),
    ofService: (id: string) => {
      const name = services.get(id);
      return name === undefined ? undefined : { name, tools: ofService(id) };
    },
  };
  const endpoint = findEndpoint(expositions, target);
  if (endpoint !== undefined)
    return { what: `endpoint ${endpoint.name ?? endpoint.id}`, tools: ofEndpoint(endpoint), ...shared };
  const [id, name] = findService(services, expositions, target);
  return { what: `service ${name}`, tools: ofService(id), ...shared };
}

/** Two artifacts may define one tool, for different plans: the first by its object stands for both. */
function byName(tools: readonly SelectedTool[]): SelectedTool[] {
  const sorted = tools.toSorted((a, b) => (a.objectName < b.objectName ? 1 : -1));
  const names = new Map(sorted.map((tool) => [tool.tool.name, tool]));
  return [...names.values()].sort((a, b) => (a.tool.name < b.tool.name ? -1 : 1));
}

function findEndpoint(
  expositions: readonly ExpositionObject[],
  target: string | undefined,
): ExpositionObject | undefined {
  if (target === undefined) return expositions.length === 1 ? expositions[0] : undefined;
  return expositions.find(({ id, name }) => name === target || id === target);
}

function findService(
  services: ReadonlyMap<string, string>,
  expositions: readonly ExpositionObject[],
  target: string | undefined,
): readonly [string, string] {
  const all = [...services].sort(([, a], [, b]) => (a < b ? -1 : 1));
  const matching = all.filter(
    ([, name]) => target === undefined || name === target || name.slice(0, name.lastIndexOf(':')) === target,
  );
  const [only, second] = matching;
  if (only !== undefined && second === undefined) return only;
  const names = [...expositions.flatMap(({ name }) => name ?? []), ...all.map(([, name]) => name)].sort();
  if (target !== undefined && only === undefined)
    throw problem(unknownTarget, { target, suggestion: didYouMean(target, names), names });
  throw problem(severalTargets, {
    names: only === undefined || target === undefined ? names : matching.map(([, name]) => name),
  });
}
