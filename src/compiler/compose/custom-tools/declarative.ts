import { didYouMean, finding } from '../../../kernel/index.ts';
import type { ManifestOf } from '../../../manifest/index.ts';
import type { ObjectOf } from '../../../snapshot/index.ts';
import { coordinates } from '../../bind/bound.ts';
import type { Context } from '../../context.ts';
import type { ImportedService } from '../../stages/import-service.ts';
import type { ArtifactPart } from '../parts.ts';
import { fieldWithoutEffect, unknownTarget } from './diagnostics.ts';
import { checkElicit, withElicited } from './elicit.ts';
import { inputSchemaOf } from './input-schema.ts';
import { declaredPaths } from './placeholders.ts';
import { checkTargetArguments } from './target-arguments.ts';
import { findTarget, type Target, toolsOfService } from './targets.ts';
import { checkTemplate } from './template.ts';

type CustomTool = ManifestOf<'CustomTools'>['spec']['customTools'][string];
type Declarative = Extract<CustomTool, { tool: string }>;
type ToolPart = Extract<ArtifactPart, { kind: 'tool' }>;

/** A tool that calls one other with arguments made from a template. Undefined when there is no such other. */
export function declarativeTool(
  artifact: ManifestOf<'CustomTools'>,
  name: string,
  item: Declarative,
  service: ImportedService,
  context: Context,
): ToolPart | undefined {
  const at = (field: string, part?: 'key'): ReturnType<typeof artifact.at> =>
    artifact.at(['customTools', name, field], part);
  if (item.tools !== undefined)
    context.report(finding(fieldWithoutEffect, { field: 'tools', form: 'declarative' }, at('tools', 'key')));
  const declared = declaredPaths(withElicited(item));
  const named = checkElicit(artifact, name, item, declared, context);
  const { arguments: template = {} } = item;
  checkTemplate(artifact, name, template, declared, named, context);
  const target = findTarget(service, item.tool);
  if (target !== undefined) {
    checkTargetArguments(artifact, name, template, declared, target, context);
    const object = toolObject(name, item, target);
    const place = artifact.at(['customTools', name], 'key');
    const hides = target.sealed.name === item.tool ? { hides: item.tool } : {};
    return { kind: 'tool', key: name, object, at: place, needs: target.sealed.needs, ...hides };
  }
  // A service whose spec could not be read was reported.
  if (service.service.spec !== undefined) {
    const known = toolsOfService(service).flatMap((tool) => [tool.operation, tool.name]);
    const problem = { target: item.tool, service: coordinates(service.service) };
    const suggestion = didYouMean(item.tool, known);
    context.report(finding(unknownTarget, { ...problem, suggestion }, at('tool')));
  }
  return undefined;
}

/**
 * The object of a declarative tool. What the called tool promises of its answers and says of its effects holds for
 * it too: it makes the same call.
 */
function toolObject(name: string, item: Declarative, { tool, sealed }: Target): ObjectOf<'tool'> {
  const { outputSchema, annotations: { title: _, ...annotations } = {} } = tool;
  const output = outputSchema === undefined ? '' : JSON.stringify(outputSchema);
  return {
    format: 'tool@1',
    name,
    ...(item.title === undefined ? {} : { title: item.title }),
    description: item.description,
    operation: tool.operation,
    inputSchema: inputSchemaOf(item.input),
    ...(outputSchema === undefined ? {} : { outputSchema }),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    uses: tool.uses.filter((schema) => output.includes(JSON.stringify(`#/$defs/${schema}`))),
    call: {
      protocol: 'tool',
      target: sealed.object,
      arguments: item.arguments ?? {},
      ...(item.elicit === undefined ? {} : { elicit: item.elicit }),
    },
  };
}
