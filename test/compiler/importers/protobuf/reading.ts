import { compile } from '../../../../src/compiler/index.ts';
import { messagesOf } from '../../../../src/gateway/backends/grpc/messages.ts';
import { memoryTree } from '../../../../src/kernel/index.ts';
import { openObject, type SchemaObject, type ToolObject } from '../../../../src/snapshot/index.ts';
import { type Files, manifest, placeOf } from '../../support/small-tree.ts';

export interface ReadService {
  /** What was said, but for remarks about descriptions: `RSH4207 a.proto:3:5`. */
  readonly said: readonly string[];
  readonly tools: ReadonlyMap<string, ToolObject>;
  readonly schemas: ReadonlyMap<string, SchemaObject>;
  /** The objects of the service, by kind and name without its id, as JSON. */
  readonly objects: ReadonlyMap<string, string>;
}

/** Compiles a tree whose service is in `file`, named `name` by its manifest. */
export async function readService(file: string, files: Files, name = 'Subject'): Promise<ReadService> {
  const service = `service: { name: ${name}, version: v1 }`;
  const manifests = {
    'reshapr.yaml': manifest('Project', 'test', 'organization: acme'),
    'group.yaml': manifest('GatewayGroup', 'default', 'labels: { env: dev }'),
    'service.yaml': manifest('Service', 'subject', `file: ${file}\nname: ${name}\nversion: v1`),
    'plan.yaml': manifest('ConfigurationPlan', 'all', `${service}\nbackendEndpoint: https://localhost:1`),
    'exposition.yaml': manifest(
      'Exposition',
      'subject',
      `${service}\nconfigurationPlan: all\ngatewayGroup: default`,
    ),
  };
  const present = Object.entries({ ...manifests, ...files }).flatMap(([path, content]) =>
    content === undefined ? [] : [[path, content] as const],
  );
  const { diagnostics, compiled } = await compile(memoryTree(Object.fromEntries(present)));
  const tools = new Map<string, ToolObject>();
  const schemas = new Map<string, SchemaObject>();
  const objects = new Map<string, string>();
  for (const object of compiled?.snapshot.objects ?? []) {
    if (object.kind === 'tool') tools.set(object.name.replace(/^.*\//, ''), openObject('tool', object.bytes));
    else if (object.kind === 'schema') {
      const schema = openObject('schema', object.bytes);
      schemas.set(schema.name, schema);
    } else if (object.kind === 'descriptor') {
      // As a gateway does: a descriptor that it cannot use would stop the whole view.
      messagesOf(openObject('descriptor', object.bytes));
    } else continue;
    objects.set(`${object.kind} ${object.name.replace(/^.*?\//, '')}`, Buffer.from(object.bytes).toString());
  }
  const said = diagnostics.filter(({ code }) => !code.startsWith('RSH6')).map(placeOf);
  return { said, tools, schemas, objects };
}
