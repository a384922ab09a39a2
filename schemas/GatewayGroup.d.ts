/* Made from GatewayGroup.json by `npm run generate`. */

/**
 * The labels that select the gateways which serve an Exposition.
 */
export interface GatewayGroup {
  /**
   * Version of the manifest format.
   */
  apiVersion: 'reshapr.io/v1alpha1';
  /**
   * What the manifest declares.
   */
  kind: 'GatewayGroup';
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
     * Name of the group. `metadata.name` by default.
     */
    name?: string;
    /**
     * A gateway belongs to the group when each of its own labels is here with the same value.
     */
    labels: {
      [k: string]: string;
    };
    /**
     * GatewayClass that serves the group.
     */
    gatewayClassName?: string;
    /**
     * When the gateways of this group take a new revision.
     */
    rollout?: {
      /**
       * Gateways of lower waves change first.
       */
      wave?: number;
      /**
       * Milliseconds before the next wave.
       */
      bakeTimeMs?: number;
      /**
       * Share of failed calls that ends a rollout.
       */
      maxErrorRate?: number;
    };
    /**
     * Organizations that may place expositions here.
     */
    sharedWith?: string[];
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
