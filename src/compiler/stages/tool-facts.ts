import type { Location } from '../../kernel/index.ts';
import type { ToolObject } from '../../snapshot/index.ts';
import type { Security } from '../importers/importer.ts';

/** What rules ask about a tool; nothing of it is sealed. */
export interface ToolFacts {
  /** Where its operation, or the custom tool, is defined. */
  readonly at: Location;
  readonly title: string | undefined;
  readonly description: string | undefined;
  /** Undefined where nothing is known: a client then expects the worst. */
  readonly readOnly: boolean | undefined;
  readonly destructive: boolean | undefined;
  /** Arguments that must be given and that nothing explains. */
  readonly unexplained: readonly string[];
  readonly security: Security | undefined;
}

type ToolParts = Pick<ToolObject, 'title' | 'description' | 'annotations' | 'inputSchema'>;

export function factsOf(tool: ToolParts, at: Location, security?: Security): ToolFacts {
  const { title, description, annotations } = tool;
  return {
    at,
    title,
    description,
    readOnly: annotations?.readOnlyHint,
    destructive: annotations?.destructiveHint,
    unexplained: unexplainedArguments(tool.inputSchema),
    security,
  };
}

/** What is defined elsewhere (`$ref`) or says what it is by its values needs no text of its own. */
const explaining = ['description', 'title', '$ref', 'enum', 'const', 'examples', 'default', 'format'];

function unexplainedArguments(schema: ToolObject['inputSchema']): string[] {
  const { properties, required } = schema;
  if (!isRecord(properties) || !Array.isArray(required)) return [];
  return required.filter((name): name is string => {
    const property: unknown = typeof name === 'string' ? properties[name] : undefined;
    return isRecord(property) && !explaining.some((keyword) => keyword in property);
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
