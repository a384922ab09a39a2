/* Made from ToolsOutputFilters.json by `npm run generate`. */

export type ToolsOutputFilters =
  | {
      /**
       * Version of the manifest format.
       */
      apiVersion: 'reshapr.io/v1alpha1';
      /**
       * What the manifest declares.
       */
      kind: 'ToolsOutputFilters';
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
           * Its version.
           */
          version: string;
        };
        /**
         * Filters by tool name.
         */
        filters: {
          [k: string]: {
            /**
             * Only these parts are kept.
             *
             * @minItems 1
             *
             * Items: JSON Pointer.
             */
            jsonRetain?: string[];
            /**
             * JSON Patch (RFC 6902).
             *
             * @minItems 1
             */
            jsonPatches?: {
              /**
               * What is done.
               */
              op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
              /**
               * JSON Pointer.
               */
              path: string;
              /**
               * JSON Pointer.
               */
              from?: string;
              /**
               * What is added, put in place, or tested for.
               */
              value?: {
                [k: string]: unknown;
              };
            }[];
            /**
             * Answer in TOON instead of JSON.
             */
            convertToToon?: boolean;
            /**
             * Drop nulls and empty values.
             */
            compact?:
              | boolean
              | {
                  [k: string]: unknown;
                };
            /**
             * What a caller gets when the filter fails: the unfiltered answer, or an error.
             */
            failure?: 'open' | 'closed';
          };
        };
      };
      /**
       * Written by controllers. Not used by the compiler.
       */
      status?: {
        [k: string]: unknown;
      };
    }
  | {
      /**
       * Version of the manifest format.
       */
      apiVersion: 'reshapr.io/v1alpha1';
      /**
       * What the manifest declares.
       */
      kind: 'ToolsOutputFilters';
      /**
       * A Service of this source, by name and version.
       */
      service: {
        /**
         * The service's name: `spec.name`, or the title of its spec.
         */
        name: string;
        /**
         * Its version.
         */
        version: string;
      };
      /**
       * Filters by tool name.
       */
      filters: {
        [k: string]: {
          /**
           * Only these parts are kept.
           *
           * @minItems 1
           *
           * Items: JSON Pointer.
           */
          jsonRetain?: string[];
          /**
           * JSON Patch (RFC 6902).
           *
           * @minItems 1
           */
          jsonPatches?: {
            /**
             * What is done.
             */
            op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
            /**
             * JSON Pointer.
             */
            path: string;
            /**
             * JSON Pointer.
             */
            from?: string;
            /**
             * What is added, put in place, or tested for.
             */
            value?: {
              [k: string]: unknown;
            };
          }[];
          /**
           * Answer in TOON instead of JSON.
           */
          convertToToon?: boolean;
          /**
           * Drop nulls and empty values.
           */
          compact?:
            | boolean
            | {
                [k: string]: unknown;
              };
          /**
           * What a caller gets when the filter fails: the unfiltered answer, or an error.
           */
          failure?: 'open' | 'closed';
        };
      };
    };
