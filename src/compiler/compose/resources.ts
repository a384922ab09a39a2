import type { ManifestOf } from '../../manifest/index.ts';
import type { ResourceObject } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import { checkResource, checkTemplate } from './check-resource.ts';
import type { ArtifactPart } from './parts.ts';
import { isInterface, shownTools } from './shown-tools.ts';

type Resources = ManifestOf<'Resources'>;
type Resource = NonNullable<Resources['spec']['resources']>[string];
type Template = NonNullable<Resources['spec']['resourceTemplates']>[string];

/** Media type of a page that a host shows in the place of a result (MCP Apps). */
const appMediaType = 'text/html;profile=mcp-app';

/** What a Resources artifact becomes: an object for each resource, then one for each template. */
export function resources(artifact: Resources, context: Context): ArtifactPart[] {
  const { resources: single = {}, resourceTemplates: templates = {} } = artifact.spec;
  return [
    ...Object.entries(single).map(([uri, resource]): ArtifactPart => {
      checkResource(uri, resource, artifact, context);
      const at = artifact.at(['resources', uri], 'key');
      return { kind: 'resource', key: uri, object: resourceObject(uri, resource), at };
    }),
    ...Object.entries(templates).map(([uri, template]): ArtifactPart => {
      checkTemplate(uri, template, artifact, context);
      const at = artifact.at(['resourceTemplates', uri], 'key');
      const content = contentOf(uri, template);
      return {
        kind: 'resource',
        key: uri,
        object: { ...described(uri, template, content), template: true },
        at,
      };
    }),
  ];
}

function resourceObject(uri: string, resource: Resource): ResourceObject {
  const { size, remoteContent } = resource;
  const page = remoteContent ?? (/^https?:/i.test(uri) ? uri : undefined);
  const content =
    contentOf(uri, resource, page) ??
    (page === undefined ? undefined : ({ from: 'remote', url: page } as const));
  const tools = isInterface(uri) ? toolsOf(resource) : [];
  return {
    ...described(uri, resource, content),
    ...(size === undefined ? {} : { size }),
    ...(tools.length === 0 ? {} : { tools }),
  };
}

function described(
  uri: string,
  { name, title, description, mimeType, icons, annotations, _meta }: Template,
  content: ResourceObject['content'],
): ResourceObject {
  const type = mimeType ?? defaultType(uri, content);
  return {
    format: 'resource@1',
    uri,
    name,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(type === undefined ? {} : { mimeType: type }),
    ...(icons === undefined ? {} : { icons }),
    ...(annotations === undefined ? {} : { annotations }),
    ...(_meta === undefined ? {} : { meta: _meta }),
    ...(content === undefined ? {} : { content }),
  };
}

/** What is written in the manifest, or else the path of a file of the backend. */
function contentOf(uri: string, { text, blob }: Template, remote?: string): ResourceObject['content'] {
  if (text !== undefined) return { from: 'text', text };
  if (blob !== undefined) return { from: 'blob', blob: blob.replaceAll(/\s/g, '') };
  return /^file:/i.test(uri) && remote === undefined ? { from: 'backend' } : undefined;
}

function defaultType(uri: string, content: ResourceObject['content']): string | undefined {
  if (isInterface(uri)) return appMediaType;
  if (content?.from === 'text') return 'text/plain';
  return content?.from === 'blob' ? 'application/octet-stream' : undefined;
}

function toolsOf(resource: Resource): NonNullable<ResourceObject['tools']> {
  return shownTools(resource).map(({ tool, visibility }) => ({
    tool,
    ...(visibility === undefined ? {} : { visibility: [...visibility] }),
  }));
}
