/** An MCP endpoint and the hosts that serve it. */
export interface Endpoint {
  readonly id: string;
  readonly organization: string;
  /** Empty for an endpoint that has only its id. */
  readonly name: string;
  readonly access: string;
  readonly hosts: readonly string[];
}

/** MCP clients whose configuration can be written. */
export type ClientFormat = 'claude' | 'vscode' | 'cursor';

/** The URL that a client uses; undefined while no gateway serves the endpoint. */
export function endpointUrl(endpoint: Endpoint): string | undefined {
  return endpointUrls(endpoint)[0];
}

/** Its URL at every host that serves it. Hosts that are not this machine are taken to have TLS. */
export function endpointUrls({ id, organization, name, hosts }: Endpoint): string[] {
  return hosts
    .filter((host) => host !== '')
    .map((host) => {
      const bare = host.replace(/:\d+$/, '');
      const scheme = ['localhost', '127.0.0.1', '[::1]'].includes(bare) ? 'http' : 'https';
      return `${scheme}://${host}${name === '' ? `/mcp/${id}` : `/mcp/${organization}/${name}`}`;
    });
}

/** What goes into the configuration file of an MCP client. Keys are left as places to fill in. */
export function clientConfig(endpoints: readonly Endpoint[], client: ClientFormat): object {
  const served = endpoints.flatMap((endpoint) => {
    const url = endpointUrl(endpoint);
    return url === undefined ? [] : [[endpoint.name || endpoint.id, { endpoint, url }] as const];
  });
  const entries = served.map(([name, { endpoint, url }]) => {
    const key =
      endpoint.access === 'apiKey' ? { headers: { 'x-reshapr-key': placeholder(client, name) } } : {};
    return [name, client === 'cursor' ? { url, ...key } : { type: 'http', url, ...key }] as const;
  });
  const servers = Object.fromEntries(entries);
  return client === 'vscode' ? { servers } : { mcpServers: servers };
}

/** How each client writes a value that it takes from elsewhere. */
function placeholder(client: ClientFormat, name: string): string {
  const variable = `${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_KEY`;
  if (client === 'claude') return `\${${variable}}`;
  return `\${env:${variable}}`;
}
