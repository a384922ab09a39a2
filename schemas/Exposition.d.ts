/* Made from Exposition.json by `npm run generate`. */

/**
 * One ConfigurationPlan placed on one GatewayGroup: one MCP endpoint.
 */
export interface Exposition {
  /**
   * Version of the manifest format.
   */
  apiVersion: 'reshapr.io/v1alpha1';
  /**
   * What the manifest declares.
   */
  kind: 'Exposition';
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
     * A Service of this source, by name and version.
     */
    service: {
      /**
       * The service's name: `spec.name`, or the title of its spec.
       */
      name: string;
      /**
       * Its version. May be left out while the service has a single one.
       */
      version?: string;
    };
    /**
     * Name of a ConfigurationPlan of that service.
     */
    configurationPlan: string;
    /**
     * Name of the GatewayGroup that serves it.
     */
    gatewayGroup: string;
    /**
     * Readable part of the URL, unique in the organization: `/mcp/<organization>/<name>`.
     */
    name?: string;
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
