import { listEntry, type SharedSchemas, standalone } from './list-entry.ts';
import { nextTurn, type Opened, type OpenedView } from './open-view.ts';
import type { Tool } from './surface.ts';
import { toolCheck } from './tool-check.ts';

/** A tool with the objects that it was built from. */
export interface BuiltTool {
  readonly tool: Tool;
  readonly source: Opened<'tool'>;
  /** All shared schemas that it leads to. */
  readonly schemas: readonly Opened<'schema'>[];
}

/** By the names of objects. */
export interface BuiltTools {
  readonly byName: ReadonlyMap<string, BuiltTool>;
  /** Names of those that were built for this view. */
  readonly built: ReadonlySet<string>;
}

/** Tools built between two turns of the event loop. */
const slice = 64;

/** The tools of a view: those whose objects stayed are those of the view before. */
export async function buildTools(
  opened: OpenedView,
  before: { readonly opened: OpenedView; readonly tools: BuiltTools } | undefined,
): Promise<BuiltTools> {
  const sameTools = before?.opened.all('tool') === opened.all('tool');
  const sameSchemas = before?.opened.all('schema') === opened.all('schema');
  if (before !== undefined && sameTools && sameSchemas) return { ...before.tools, built: new Set() };
  const byName = new Map<string, BuiltTool>();
  const built = new Set<string>();
  for (const source of opened.all('tool').values()) {
    const known = before?.tools.byName.get(source.name);
    if (known?.source === source && (sameSchemas || stayed(known, opened))) byName.set(source.name, known);
    else {
      byName.set(source.name, buildTool(source, opened));
      if (built.add(source.name).size % slice === 0) await nextTurn();
    }
  }
  return { byName, built };
}

function stayed({ schemas }: BuiltTool, opened: OpenedView): boolean {
  return schemas.every((schema) => opened.get('schema', schema.name) === schema);
}

function buildTool(source: Opened<'tool'>, opened: OpenedView): BuiltTool {
  const { name, object } = source;
  const service = name.slice(0, name.indexOf('/'));
  const schemaOf = (schema: string): Opened<'schema'> | undefined =>
    opened.get('schema', `${service}/${schema}`);
  const shared: SharedSchemas = (schema) => schemaOf(schema)?.object;
  const inputSchema = standalone(object.inputSchema, object.uses, shared);
  const outputSchema = object.outputSchema && standalone(object.outputSchema, object.uses, shared);
  const entry = listEntry(object, inputSchema, outputSchema);
  const tool: Tool = {
    name: object.name,
    object,
    entry,
    check: toolCheck(inputSchema),
    checkResult: outputSchema && toolCheck(outputSchema),
  };
  return { tool, source, schemas: schemasOf(object.uses, schemaOf) };
}

function schemasOf(
  uses: readonly string[],
  schemaOf: (name: string) => Opened<'schema'> | undefined,
): Opened<'schema'>[] {
  const found = new Map<string, Opened<'schema'>>();
  const pending = [...uses];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    const schema = schemaOf(name);
    if (schema === undefined) throw new Error(`the view is not closed: no schema ${name}`);
    found.set(name, schema);
    pending.push(...schema.object.uses);
  }
  return [...found.values()];
}
