/* Made from Project.json by `npm run generate`. */

/**
 * The source as a whole: `reshapr.yaml` at its root.
 */
export interface Project {
  /**
   * Version of the manifest format.
   */
  apiVersion: 'reshapr.io/v1alpha1';
  /**
   * What the manifest declares.
   */
  kind: 'Project';
  /**
   * `name` is the id of the source.
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
     * Organization that everything in this source belongs to.
     */
    organization: string;
    /**
     * GatewayGroups of other sources that expositions here refer to.
     */
    externalGroups?: string[];
    /**
     * Ids of sources whose objects this one takes over, where both declare the same. The plan lists each of them.
     */
    adopts?: string[];
    /**
     * Named variants of this source.
     */
    environments?: {
      [k: string]: unknown;
    };
    /**
     * Severity per code, or per name of a rule.
     */
    rules?: {
      [k: string]: 'error' | 'warning' | 'info' | 'off';
    };
    /**
     * Findings that may stay, in files that cannot carry a comment `# reshapr-ignore CODE: reason`.
     *
     * Items: Findings of one code in one file that are not shown.
     */
    suppressions?: {
      /**
       * Code of the findings, or name of the rule.
       */
      code: string;
      /**
       * File that they are about, from the root of the tree.
       */
      file: string;
      /**
       * Why they may stay, for whoever asks later.
       */
      reason: string;
    }[];
    /**
     * Who may sign commits of this source.
     */
    trustedSigners?: string[];
  };
}
