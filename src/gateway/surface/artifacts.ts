import { type MatchUri, type PromptObject, type ResourceObject, uriMatcher } from '../../snapshot/index.ts';
import type { Prompt, Resource, ResourceTemplate } from './surface.ts';

/** A prompt with its entry of `prompts/list` (MCP, `Prompt`). */
export function servedPrompt(object: PromptObject): Prompt {
  const { name, title, description, arguments: args } = object;
  const listed = args?.map((argument) => ({ ...argument, enum: undefined }));
  const entry = { name, title, description, arguments: listed };
  return { name, object, entry: Buffer.from(JSON.stringify(entry)) };
}

/** A resource with its entry of `resources/list` (MCP, `Resource`). */
export function servedResource(object: ResourceObject): Resource {
  const { uri, size } = object;
  return { object, entry: Buffer.from(JSON.stringify({ uri, ...described(object), size })) };
}

/** A template with its entry of `resources/templates/list` (MCP, `ResourceTemplate`). */
export function servedTemplate(object: ResourceObject): ResourceTemplate {
  let matcher: MatchUri | undefined;
  const matches: MatchUri = (uri) => {
    matcher ??= uriMatcher(object.uri);
    return matcher(uri);
  };
  const entry = { uriTemplate: object.uri, ...described(object) };
  return { object, entry: Buffer.from(JSON.stringify(entry)), matches };
}

function described({ name, title, description, mimeType, icons, annotations, meta }: ResourceObject): object {
  return { name, title, description, mimeType, icons, annotations, _meta: meta };
}
