/** The settings with what they mean, for `--help` and the reference page. */
export const gatewaySettings: readonly {
  readonly name: string;
  readonly fallback: string;
  readonly text: string;
}[] = [
  { name: 'RESHAPR_CTRL_HOST', fallback: 'localhost', text: 'Host of the control plane.' },
  { name: 'RESHAPR_CTRL_PORT', fallback: '5555', text: 'Its gRPC port.' },
  {
    name: 'RESHAPR_CTRL_TOKEN',
    fallback: '',
    text: 'Gateway token, from `reshapr api-token create`. Required.',
  },
  {
    name: 'RESHAPR_CTRL_TOKEN_FILE',
    fallback: '',
    text: 'File that holds the token, instead of the variable.',
  },
  {
    name: 'RESHAPR_CTRL_TLS_PLAINTEXT',
    fallback: 'false, but true for a loopback host',
    text: 'Connect without TLS.',
  },
  {
    name: 'RESHAPR_CTRL_TLS_CA',
    fallback: "the system's",
    text: 'PEM file with the authority of the control plane; `reshapr serve` prints the path of its own.',
  },
  {
    name: 'RESHAPR_GATEWAY_ID',
    fallback: 'host name and a kept random suffix',
    text: 'Name of this gateway, unique.',
  },
  {
    name: 'RESHAPR_GATEWAY_LABELS',
    fallback: '',
    text: '`key=value` pairs with `;` or `,` between them. Required; empty text is allowed and matches every group.',
  },
  {
    name: 'RESHAPR_GATEWAY_FQDNS',
    fallback: 'localhost:<port>',
    text: '`host[:port]` under which clients reach it, a comma between two. They are also the hosts it answers to.',
  },
  { name: 'RESHAPR_GATEWAY_HOST', fallback: '0.0.0.0', text: 'Address to listen on.' },
  { name: 'RESHAPR_GATEWAY_PORT', fallback: '7777', text: 'Port for MCP clients, health and metrics.' },
  {
    name: 'RESHAPR_GATEWAY_TLS_CERT',
    fallback: 'no TLS',
    text: 'PEM file with the certificate of the port, and those that lead to its authority. Read again when it changes.',
  },
  {
    name: 'RESHAPR_GATEWAY_TLS_KEY',
    fallback: '',
    text: 'PEM file with its private key.',
  },
  {
    name: 'RESHAPR_GATEWAY_TRUSTED_PROXIES',
    fallback: 'none',
    text: 'Addresses and networks (`10.0.0.0/8`) of proxies, a comma between two, whose `Forwarded` and `X-Forwarded-*` are believed: for the address of a client, and for the name and scheme in the URLs of OAuth2 metadata.',
  },
  {
    name: 'RESHAPR_GATEWAY_STATE_DIR',
    fallback: '~/.local/state/reshapr/gateway-<port>',
    text: 'Directory for the last known good views, the pinned keys and the id.',
  },
  {
    name: 'RESHAPR_SECRETS_DIR',
    fallback: '/run/secrets/reshapr',
    text: 'Directory that `${file:…}` references are read from.',
  },
  {
    name: 'RESHAPR_TRUSTED_KEYS_FILE',
    fallback: 'pinned on first use',
    text: 'PEM public keys that sign views. Needed for a control plane without TLS that is not on this machine, and for `--standalone`.',
  },
  {
    name: 'RESHAPR_SEAL_KEY_FILE',
    fallback: 'a key of this process',
    text: 'Key that seals session ids, shared by the gateways behind one load balancer.',
  },
  {
    name: 'RESHAPR_GATEWAY_SCRIPTING_TIMEOUT',
    fallback: '10000',
    text: 'Milliseconds that one run of a script may take; 0 for no limit.',
  },
  {
    name: 'RESHAPR_GATEWAY_SCRIPTING_MAX_TOOL_CALLS',
    fallback: '10',
    text: 'Tools that one run of a script may call; 20 when it is 0 or less.',
  },
  {
    name: 'RESHAPR_GATEWAY_SCRIPTING_MAX_DEPTH',
    fallback: '5',
    text: 'Scripts that may be open within each other when scripts call scripts, at most 20.',
  },
  {
    name: 'RESHAPR_GATEWAY_SCRIPTING_THREADS',
    fallback: '8',
    text: 'Scripts of one depth that run at the same time, each in a thread of its own, at most 64.',
  },
  {
    name: 'RESHAPR_OAUTH_TLS_CA',
    fallback: 'those of Node',
    text: 'PEM file with authorities that sign the certificates of authorization servers, besides the usual ones.',
  },
  {
    name: 'RESHAPR_OAUTH_PROXY',
    fallback: 'HTTPS_PROXY',
    text: 'Proxy to authorization servers; those in NO_PROXY are asked without.',
  },
  {
    name: 'RESHAPR_GATEWAY_AUDIT_FILE',
    fallback: 'standard output',
    text: 'File that audit events are added to, of endpoints whose plan says `audit: true`.',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    fallback: 'no traces',
    text: 'Collector that OpenTelemetry traces are sent to, by OTLP over HTTP in JSON, such as `http://collector:4318`. The other `OTEL_` variables for it count, too: `OTEL_EXPORTER_OTLP_HEADERS`, `_TIMEOUT`, the `_TRACES_` form of each, `OTEL_TRACES_EXPORTER`, `OTEL_TRACES_SAMPLER`, `OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES`, `OTEL_BSP_…`, `OTEL_SDK_DISABLED`.',
  },
  { name: 'RESHAPR_LOG_LEVEL', fallback: 'info', text: '`debug`, `info`, `warn` or `error`.' },
  {
    name: 'HTTPS_PROXY, NO_PROXY',
    fallback: '',
    text: 'Proxy to the control plane and to authorization servers, and the hosts that need none.',
  },
];
