/** Where a gRPC backend is. */
export interface GrpcEndpoint {
  /** `orders.internal:50051`. */
  readonly address: string;
  readonly secure: boolean;
}

/**
 * The backend endpoint of a plan as gRPC needs it: host and port. TLS is for `https` and `grpcs`, and for port 443
 * whatever the scheme, as in reShapr.
 */
export function grpcEndpoint(endpoint: string): GrpcEndpoint {
  const [, scheme = '', rest = ''] = /^(\w+):\/\/(.*)$/.exec(endpoint) ?? [];
  // Only of http and https does a URL know the default port.
  const secureScheme = /^(https|grpcs)$/i.test(scheme);
  const { hostname, port } = new URL(`${secureScheme ? 'https' : 'http'}://${rest}`);
  const number = port === '' ? (secureScheme ? '443' : '80') : port;
  return { address: `${hostname}:${number}`, secure: secureScheme || number === '443' };
}
