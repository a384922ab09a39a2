/* Made from GatewayClass.json by `npm run generate`. */

/**
 * The implementation that runs the gateways of a group.
 */
export interface GatewayClass {
  /**
   * Version of the manifest format.
   */
  apiVersion: 'reshapr.io/v1alpha1';
  /**
   * What the manifest declares.
   */
  kind: 'GatewayClass';
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
     * The target that renders for this class.
     */
    controllerName: string;
    /**
     * What the class is for.
     */
    description?: string;
    /**
     * Settings of the target.
     */
    parameters?: {
      [k: string]: unknown;
    };
    /**
     * What its gateways can do.
     */
    capabilities?: string[];
    /**
     * Settings of its gateways.
     */
    defaults?: {
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
