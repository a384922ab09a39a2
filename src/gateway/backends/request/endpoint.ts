/** A backend endpoint, taken apart once. */
export interface Endpoint {
  /** Scheme, host and port. */
  readonly origin: string;
  /** What stands before the path of every call; empty, or begins with `/` and does not end with it. */
  readonly basePath: string;
}

/** Takes apart an endpoint that the compiler found to be an absolute http or https URL without a query. */
export function parseEndpoint(endpoint: string): Endpoint {
  const { origin, pathname } = new URL(endpoint);
  return { origin, basePath: pathname.replace(/\/+$/, '') };
}
