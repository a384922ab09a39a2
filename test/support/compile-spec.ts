import { compile } from '../../src/compiler/index.ts';
import { type Diagnostic, memoryTree } from '../../src/kernel/index.ts';
import {
  type ExpositionObject,
  isToolOf,
  openObject,
  type SchemaObject,
  type Snapshot,
  type ToolOf,
} from '../../src/snapshot/index.ts';

/** What the real compiler makes of one spec, opened as a gateway opens it. */
export interface CompiledSpec {
  readonly diagnostics: readonly Diagnostic[];
  /** By operation: `GET /orders/{id}`. */
  readonly tools: ReadonlyMap<string, ToolOf<'http'>>;
  /** By name, as tools refer to them. */
  readonly schemas: ReadonlyMap<string, SchemaObject>;
  readonly exposition: ExpositionObject;
  readonly snapshot: Snapshot;
}

const envelope = { apiVersion: 'reshapr.io/v1alpha1' };

/** A tree with one service, made of this spec, offered as a whole at one endpoint. */
function manifestsFor(backend: string, file: string): unknown[] {
  const service = { name: 'Subject', version: '1' };
  return [
    { ...envelope, kind: 'Service', metadata: { name: 'subject' }, spec: { file, ...service } },
    {
      ...envelope,
      kind: 'ConfigurationPlan',
      metadata: { name: 'all' },
      spec: { service, backendEndpoint: backend },
    },
    { ...envelope, kind: 'GatewayGroup', metadata: { name: 'default' }, spec: { labels: { env: 'test' } } },
    {
      ...envelope,
      kind: 'Exposition',
      metadata: { name: 'subject' },
      spec: { service, configurationPlan: 'all', gatewayGroup: 'default' },
    },
  ];
}

/** Compiles a spec, given as text or as a value. Throws when there are errors among the findings. */
export async function compileSpec(
  spec: unknown,
  backend = 'http://localhost:1',
  file = 'spec.json',
): Promise<CompiledSpec> {
  const documents = manifestsFor(backend, file).map((manifest) => JSON.stringify(manifest));
  const project = {
    ...envelope,
    kind: 'Project',
    metadata: { name: 'test' },
    spec: { organization: 'acme' },
  };
  const tree = memoryTree({
    'reshapr.yaml': JSON.stringify(project),
    'all.yaml': documents.join('\n---\n'),
    [file]: typeof spec === 'string' ? spec : JSON.stringify(spec),
  });
  const { diagnostics, compiled } = await compile(tree);
  if (compiled === undefined)
    throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  const { objects } = compiled.snapshot;
  const tools = objects
    .filter(({ kind }) => kind === 'tool')
    .map(({ bytes }) => openObject('tool', bytes))
    .filter((tool) => isToolOf(tool, 'http'));
  const schemas = objects
    .filter(({ kind }) => kind === 'schema')
    .map(({ bytes }) => openObject('schema', bytes));
  const exposition = objects.find(({ kind }) => kind === 'exposition');
  if (exposition === undefined) throw new Error('no exposition');
  return {
    diagnostics,
    tools: new Map(tools.map((tool) => [tool.operation, tool])),
    schemas: new Map(schemas.map((schema) => [schema.name, schema])),
    exposition: openObject('exposition', exposition.bytes),
    snapshot: compiled.snapshot,
  };
}

/** A spec with one operation, `POST /things`, for tests that are about that operation alone. */
export function specOf(operation: Record<string, unknown>, version = '3.1.0'): unknown {
  return {
    openapi: version,
    info: { title: 'Subject', version: '1' },
    paths: { '/things': { post: { responses: { '204': { description: 'done' } }, ...operation } } },
  };
}
