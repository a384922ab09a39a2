/* Made from Gateway.json by `npm run generate`. */

/**
 * Listeners, host names and TLS of a gateway that is rendered for another implementation.
 */
export interface Gateway {
  /**
   * Version of the manifest format.
   */
  apiVersion: 'reshapr.io/v1alpha1';
  /**
   * What the manifest declares.
   */
  kind: 'Gateway';
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
     * GatewayClass of this gateway.
     */
    gatewayClassName: string;
    /**
     * GatewayGroup whose expositions it serves.
     */
    gatewayGroup?: string;
    /**
     * Where it listens.
     *
     * @minItems 1
     */
    listeners: {
      /**
       * Name of the listener.
       */
      name: string;
      /**
       * Host name that it answers to.
       */
      hostname?: string;
      /**
       * Port.
       */
      port: number;
      /**
       * `HTTP` by default.
       */
      protocol?: 'HTTP' | 'HTTPS';
      /**
       * Certificate of the listener.
       */
      tls?: {
        /**
         * Reference to the certificate chain.
         */
        certificate: string;
        /**
         * Reference to its key.
         */
        key: string;
      };
    }[];
    /**
     * Settings of its class.
     */
    parameters?: {
      [k: string]: unknown;
    };
  };
  /**
   * Written by controllers. Not used by the compiler.
   */
  status?: {
    [k: string]: unknown;
  };
}
