import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { type ClientFormat, clientConfig, type Endpoint, endpointUrl } from '../output/endpoints.ts';
import { table } from '../output/table.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';

interface Options extends ServerFlags {
  readonly format: 'text' | 'json' | ClientFormat;
}

interface ListedEndpoint extends Endpoint {
  readonly service: string;
  readonly version: string;
  readonly tools: number;
  readonly group: string;
}

export async function run(io: Io, options: Options): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const { endpoints } = await connection.ask((client) => client.listEndpoints, {});
    const listed = endpoints.map((endpoint): ListedEndpoint => {
      const { expositionId: id, organization, name, access, service, version, tools, group } = endpoint;
      const hosts = endpoint.servedBy.map(({ fqdn }) => fqdn);
      return { id, organization, name, access, service, version, tools, group, hosts };
    });
    io.console.out(render(listed, options.format));
    return exitCodes.ok;
  } finally {
    connection.close();
  }
}

function render(endpoints: readonly ListedEndpoint[], format: Options['format']): string {
  if (format === 'text') {
    const rows = endpoints.map((endpoint) => [
      endpoint.name || endpoint.id,
      `${endpoint.service}:${endpoint.version}`,
      endpoint.group,
      String(endpoint.tools),
      endpoint.access,
      endpointUrl(endpoint) ?? 'no gateway serves it',
    ]);
    return endpoints.length === 0
      ? 'There are no endpoints.'
      : table(['ENDPOINT', 'SERVICE', 'GROUP', 'TOOLS', 'ACCESS', 'URL'], rows);
  }
  if (format === 'json')
    return json(
      endpoints.map((endpoint) => ({
        id: endpoint.id,
        name: endpoint.name,
        service: endpoint.service,
        version: endpoint.version,
        group: endpoint.group,
        tools: endpoint.tools,
        access: endpoint.access,
        url: endpointUrl(endpoint) ?? null,
      })),
    );
  return json(clientConfig(endpoints, format));
}
