import type {
  Implementation,
  Prompt,
  Resource,
  ResourceTemplate,
  ServerCapabilities,
  Tool,
} from '@modelcontextprotocol/sdk/types.js';
import type { JsonObject } from '../../kernel/index.ts';
import { table } from '../output/table.ts';
import { describeArguments, firstLine, type ShownArgument } from './describe-tool.ts';
import { harmless } from './render-result.ts';

/** All that an endpoint says of itself. */
export interface Inspection {
  readonly server: Implementation | undefined;
  readonly protocolVersion: string | undefined;
  readonly capabilities: ServerCapabilities;
  readonly instructions: string | undefined;
  readonly tools: readonly Tool[];
  readonly prompts: readonly Prompt[];
  readonly resources: readonly Resource[];
  readonly resourceTemplates: readonly ResourceTemplate[];
}

/** An endpoint for a person: who it is, and everything that it offers, each with the first line of its description. */
export function renderInspection(inspection: Inspection): string {
  const { server, protocolVersion, capabilities, instructions } = inspection;
  const { tools, prompts, resources, resourceTemplates } = inspection;
  const name = [server?.name ?? 'a server without a name', server?.version ?? ''].join(' ').trim();
  const parts = [
    [
      name,
      `protocol      ${protocolVersion ?? 'unknown'}`,
      `capabilities  ${capabilityNames(capabilities).join(', ') || 'none'}`,
    ].join('\n'),
    ...(instructions === undefined ? [] : [titled('Instructions', [instructions])]),
    titled('Tools (* is required)', tools.map(toolLines)),
    titled('Prompts (* is required)', prompts.map(promptLines)),
    titled(
      'Resources',
      resources.map((each) => line(each.uri, each.description ?? each.name)),
    ),
    titled(
      'Resource templates',
      resourceTemplates.map((each) => line(each.uriTemplate, each.description ?? each.name)),
    ),
  ];
  return harmless(parts.filter((part) => part !== '').join('\n\n'));
}

/** One tool whole: its description, arguments, annotations, and what it answers. */
export function renderTool(tool: Tool): string {
  const shown = describeArguments(tool.inputSchema as JsonObject);
  const hints = annotationsOf(tool);
  const parts = [
    [tool.name, ...(tool.title === undefined ? [] : [tool.title])].join('  '),
    ...(tool.description === undefined ? [] : [tool.description]),
    shown.length === 0 ? 'It takes no arguments.' : titled('Arguments', [argumentTable(shown)]),
    ...(hints.length === 0 ? [] : [titled('Annotations', [hints.join(', ')])]),
    ...(tool.outputSchema === undefined
      ? []
      : [titled('Answers', [JSON.stringify(tool.outputSchema, null, 2)])]),
  ];
  return harmless(parts.join('\n\n'));
}

function titled(title: string, entries: readonly string[]): string {
  if (entries.length === 0) return '';
  return [title, ...entries.map((entry) => entry.replaceAll(/^(?=.)/gm, '  '))].join('\n');
}

function toolLines(tool: Tool): string {
  const shown = describeArguments(tool.inputSchema as JsonObject);
  const hints = annotationsOf(tool);
  return [
    line(tool.name, tool.description),
    ...shown.map(({ name, type, required }) => `    ${name}${required ? '*' : ''}: ${type}`),
    ...(hints.length === 0 ? [] : [`    (${hints.join(', ')})`]),
  ].join('\n');
}

function promptLines({ name, description, arguments: given = [] }: Prompt): string {
  const shown = given.map((each) => `    ${each.name}${each.required === true ? '*' : ''}`);
  return [line(name, description), ...shown].join('\n');
}

function line(name: string, description: string | undefined): string {
  const first = firstLine(description ?? '');
  return first === '' ? name : `${name}  ${first}`;
}

function argumentTable(shown: readonly ShownArgument[]): string {
  const rows = shown.map(({ name, type, required, description }) => [
    name,
    type,
    required ? 'yes' : 'no',
    firstLine(description),
  ]);
  return table(['NAME', 'TYPE', 'REQUIRED', 'WHAT'], rows);
}

/** `readOnlyHint` → `read only`; those that are false with a `not`. */
function annotationsOf({ annotations = {} }: Tool): string[] {
  return Object.entries(annotations).flatMap(([name, value]) => {
    if (typeof value !== 'boolean') return [];
    const words = name.replace(/Hint$/, '').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    return [value ? words : `not ${words}`];
  });
}

function capabilityNames(capabilities: ServerCapabilities): string[] {
  return Object.entries(capabilities).map(([name, what]) => {
    const parts = Object.entries(what ?? {}).flatMap(([part, value]) => (value === true ? [part] : []));
    return parts.length === 0 ? name : `${name} (${parts.join(', ')})`;
  });
}
