/* Made from Policy.json by `npm run generate`. */

/**
 * A rule that every plan must keep.
 */
export interface Policy {
  /**
   * Version of the manifest format.
   */
  apiVersion: 'reshapr.io/v1alpha1';
  /**
   * What the manifest declares.
   */
  kind: 'Policy';
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
     * CEL over the JSON form of a plan; true means that all is well.
     */
    expression: string;
    /**
     * What happens otherwise. `deny` by default.
     */
    severity?: 'warn' | 'deny';
    /**
     * What a person is told then.
     */
    message: string;
  };
  /**
   * Written by controllers. Not used by the compiler.
   */
  status?: {
    [k: string]: unknown;
  };
}
