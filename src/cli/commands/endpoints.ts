import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import {
  type ClientFormat,
  clientConfig,
  type Endpoint,
  endpointUrl,
  endpointUrls,
} from '../output/endpoints.ts';
import { count } from '../output/pretty-diagnostics.ts';
import { table } from '../output/table.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';

interface Options extends ServerFlags {
  readonly format: 'text' | 'json' | ClientFormat;
  /** The name that this option has everywhere else. */
  readonly output?: 'text' | 'json';
}

interface ListedEndpoint extends Endpoint {
  readonly service: string;
  readonly version: string;
  readonly tools: number;
  readonly group: string;
  readonly plan: string;
  readonly servedBy: readonly string[];
}

export async function run(io: Io, options: Options): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const { endpoints } = await connection.ask((client) => client.listEndpoints, {});
    const listed = endpoints.map((endpoint): ListedEndpoint => {
      const { expositionId: id, organization, name, access, service, version, plan, tools, group } = endpoint;
      const hosts = [...new Set(endpoint.servedBy.map(({ fqdn }) => fqdn))];
      const servedBy = [...new Set(endpoint.servedBy.map(({ gatewayId }) => gatewayId))];
      return { id, organization, name, access, service, version, plan, tools, group, hosts, servedBy };
    });
    const format = options.output ?? options.format;
    io.console.out(render(listed, format));
    const unserved = listed.filter((endpoint) => endpointUrl(endpoint) === undefined);
    if (unserved.length > 0 && format !== 'text' && format !== 'json')
      io.console.err(
        `Left out, because no gateway serves them: ${unserved.map(({ id, name }) => name || id).join(', ')}`,
      );
    return exitCodes.ok;
  } finally {
    connection.close();
  }
}

/** The first URL, and how many more hosts have it. */
function urlCell(endpoint: Endpoint): string {
  const [first, ...more] = endpointUrls(endpoint);
  if (first === undefined) return 'no gateway serves it';
  return more.length === 0 ? first : `${first} (and ${count(more.length, 'more host')})`;
}

function render(endpoints: readonly ListedEndpoint[], format: Options['format']): string {
  if (format === 'text') {
    const rows = endpoints.map((endpoint) => [
      endpoint.name || endpoint.id,
      `${endpoint.service}:${endpoint.version}`,
      endpoint.group,
      String(endpoint.tools),
      endpoint.access,
      urlCell(endpoint),
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
        plan: endpoint.plan,
        group: endpoint.group,
        tools: endpoint.tools,
        access: endpoint.access,
        url: endpointUrl(endpoint) ?? null,
        urls: endpointUrls(endpoint),
        gateways: endpoint.servedBy,
      })),
    );
  return json(clientConfig(endpoints, format));
}
