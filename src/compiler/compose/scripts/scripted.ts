import { finding } from '../../../kernel/index.ts';
import type { ManifestOf } from '../../../manifest/index.ts';
import { serviceId } from '../../../snapshot/index.ts';
import { coordinates } from '../../bind/bound.ts';
import type { Context } from '../../context.ts';
import type { ImportedService } from '../../stages/import-service.ts';
import { fieldWithoutEffect } from '../custom-tools/diagnostics.ts';
import { inputSchemaOf } from '../custom-tools/input-schema.ts';
import type { ArtifactPart } from '../parts.ts';
import { checkScript, type Scripted } from './check-script.ts';

type ToolPart = Extract<ArtifactPart, { kind: 'tool' }>;

/**
 * A tool that is a script. Services of its allow-list are known by their id from here on: the name of a tool is
 * looked up when the script calls it, among what the endpoint then offers.
 */
export function scriptedTool(
  artifact: ManifestOf<'CustomTools'>,
  name: string,
  item: Scripted,
  { service }: ImportedService,
  context: Context,
): ToolPart {
  if (item.arguments !== undefined) {
    const at = artifact.at(['customTools', name, 'arguments'], 'key');
    context.report(finding(fieldWithoutEffect, { field: 'arguments', form: 'scripted' }, at));
  }
  checkScript(artifact, name, item, coordinates(service), context);
  const tools = item.tools.map(({ tool, service: other }) => {
    const id = other === undefined ? undefined : idOf(other, service.organization);
    return { tool, ...(id === undefined || id === service.id ? {} : { service: id }) };
  });
  return {
    kind: 'tool',
    key: name,
    at: artifact.at(['customTools', name], 'key'),
    object: {
      format: 'tool@1',
      name,
      ...(item.title === undefined ? {} : { title: item.title }),
      description: item.description,
      operation: name,
      inputSchema: inputSchemaOf(item.input),
      uses: [],
      call: { protocol: 'script', script: item.script, tools },
    },
  };
}

/** The id of `<name>:<version>`, split at the first colon; a text without one names no service. */
function idOf(text: string, organization: string): string {
  const [, name = text, version = ''] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  return serviceId(organization, name, version);
}
