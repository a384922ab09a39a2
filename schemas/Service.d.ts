/* Made from Service.json by `npm run generate`. */

/**
 * A backend service and the spec that its tools are made from.
 */
export interface Service {
  /**
   * Version of the manifest format.
   */
  apiVersion: 'reshapr.io/v1alpha1';
  /**
   * What the manifest declares.
   */
  kind: 'Service';
  /**
   * What the manifest is called.
   */
  metadata: {
    /**
     * Name of the manifest, unique for its kind.
     */
    name: string;
    /**
     * Kubernetes namespace. Not used by the compiler.
     */
    namespace?: string;
    /**
     * Free labels. Not used by the compiler.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * `reshapr.io/organization`, when given, must be the organization of the source.
     */
    annotations?: {
      [k: string]: string;
    };
    /**
     * The name that a Service, ConfigurationPlan or GatewayGroup had first, so that ids and URLs stay after a rename.
     */
    renamedFrom?: string;
    /**
     * Written by Kubernetes. Not used by the compiler.
     */
    uid?: string;
    /**
     * Written by Kubernetes. Not used by the compiler.
     */
    resourceVersion?: string;
    /**
     * Written by Kubernetes. Not used by the compiler.
     */
    generation?: number;
    /**
     * Written by Kubernetes. Not used by the compiler.
     */
    creationTimestamp?: string | null;
    /**
     * Written by Kubernetes. Not used by the compiler.
     */
    managedFields?: unknown[];
    /**
     * Written by Kubernetes. Not used by the compiler.
     */
    ownerReferences?: unknown[];
    /**
     * Written by Kubernetes. Not used by the compiler.
     */
    finalizers?: string[];
  };
  /**
   * What is wanted.
   */
  spec: {
    /**
     * Path of the spec, relative to this manifest.
     */
    file?: string;
    /**
     * URL of the spec, pinned in `reshapr.lock`.
     */
    url?: string;
    /**
     * What the service is. Read from the spec when left out; `MCP` fronts existing MCP servers.
     */
    type?: 'REST' | 'GRAPHQL' | 'GRPC' | 'MCP';
    /**
     * Name of the service. The title of its spec by default.
     */
    name?: string;
    /**
     * Version of the service. That of its spec by default.
     */
    version?: string;
    /**
     * Only these operations are part of the service: `GET /orders`.
     */
    includedOperations?: string[];
    /**
     * These operations are not part of the service. Ignored when some are included.
     */
    excludedOperations?: string[];
    /**
     * How much the tools of a GraphQL schema ask for.
     */
    graphql?: {
      /**
       * Levels of objects that an answer is asked for. 3 by default.
       */
      maxDepth?: number;
      /**
       * Fields that an answer is asked for; levels that go over it are left out. 200 by default.
       */
      maxFields?: number;
    };
    /**
     * Pools of MCP servers, for type `MCP`.
     *
     * @minItems 1
     *
     * Items: A pool of interchangeable MCP servers.
     */
    upstreams?: {
      /**
       * Name of the pool.
       */
      name: string;
      /**
       * Put before the names of its tools.
       */
      prefix?: string;
      /**
       * How an instance is chosen. `round-robin` by default.
       */
      strategy?:
        | 'round-robin'
        | 'least-connections'
        | 'weighted'
        | 'health-based'
        | 'random'
        | 'power-of-two-choices'
        | 'consistent-hash';
      /**
       * Active health checks.
       */
      healthCheck?: {
        /**
         * Milliseconds between checks.
         */
        intervalMs?: number;
        /**
         * Milliseconds that a check may take.
         */
        timeoutMs?: number;
        /**
         * Successes that make an instance healthy.
         */
        rise?: number;
        /**
         * Failures that make it unhealthy.
         */
        fall?: number;
      };
      /**
       * Interchangeable servers.
       *
       * @minItems 1
       *
       * Items: One running MCP server.
       */
      instances: {
        /**
         * Name of the instance in messages and metrics.
         */
        name?: string;
        /**
         * URL of an MCP server over HTTP.
         */
        url?: string;
        /**
         * How it is reached. `http` by default.
         */
        transport?: 'http' | 'sse' | 'stdio';
        /**
         * Program and arguments of a stdio server.
         *
         * @minItems 1
         */
        command?: string[];
        /**
         * Environment of a stdio server.
         */
        env?: {
          [k: string]: string;
        };
        /**
         * Share of the calls, for the weighted strategy.
         */
        weight?: number;
      }[];
    }[];
    /**
     * One pool, for type `MCP`.
     *
     * @minItems 1
     *
     * Items: One running MCP server.
     */
    instances?: {
      /**
       * Name of the instance in messages and metrics.
       */
      name?: string;
      /**
       * URL of an MCP server over HTTP.
       */
      url?: string;
      /**
       * How it is reached. `http` by default.
       */
      transport?: 'http' | 'sse' | 'stdio';
      /**
       * Program and arguments of a stdio server.
       *
       * @minItems 1
       */
      command?: string[];
      /**
       * Environment of a stdio server.
       */
      env?: {
        [k: string]: string;
      };
      /**
       * Share of the calls, for the weighted strategy.
       */
      weight?: number;
    }[];
    /**
     * Secret to fetch a `url` with.
     */
    secretRef?: string;
    /**
     * Keep what is deployed when this manifest is removed from the source.
     */
    keepOnDelete?: boolean;
    /**
     * Block every plan that would remove what is deployed of this manifest, until it is deployed without this.
     */
    protected?: boolean;
  };
  /**
   * Written by controllers. Not used by the compiler.
   */
  status?: {
    [k: string]: unknown;
  };
}
