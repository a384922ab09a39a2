import { allPages, allTools, type McpConnection } from './connect.ts';
import type { Inspection } from './render-inspection.ts';

/** Asks an endpoint for everything that it says it has. */
export async function inspectEndpoint(connection: McpConnection): Promise<Inspection> {
  const { client, ask, protocolVersion } = connection;
  const capabilities = client.getServerCapabilities() ?? {};
  const prompts = capabilities.prompts !== undefined;
  const resources = capabilities.resources !== undefined;
  return {
    server: client.getServerVersion(),
    protocolVersion,
    capabilities,
    instructions: client.getInstructions(),
    tools: capabilities.tools === undefined ? [] : await allTools(connection),
    prompts: prompts
      ? await allPages(async (from) => {
          const page = await ask((options) => client.listPrompts(from, options));
          return { items: page.prompts, next: page.nextCursor };
        })
      : [],
    resources: resources
      ? await allPages(async (from) => {
          const page = await ask((options) => client.listResources(from, options));
          return { items: page.resources, next: page.nextCursor };
        })
      : [],
    resourceTemplates: resources
      ? await allPages(async (from) => {
          const page = await ask((options) => client.listResourceTemplates(from, options));
          return { items: page.resourceTemplates, next: page.nextCursor };
        })
      : [],
  };
}
