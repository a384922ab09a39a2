/* Made from Prompts.json by `npm run generate`. */

export type Prompts =
  | {
      /**
       * Version of the manifest format.
       */
      apiVersion: 'reshapr.io/v1alpha1';
      /**
       * What the manifest declares.
       */
      kind: 'Prompts';
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
         * Prompts by name.
         */
        prompts: {
          [k: string]: {
            /**
             * What a person is shown.
             */
            title?: string;
            /**
             * What the prompt is for.
             */
            description?: string;
            /**
             * What the template needs.
             */
            arguments?: {
              /**
               * Name in `${name}`.
               */
              name: string;
              /**
               * What a person is shown.
               */
              title?: string;
              /**
               * What it means.
               */
              description?: string;
              /**
               * Whether it must be given.
               */
              required?: boolean;
              /**
               * The only values that it may have; clients complete them.
               *
               * @minItems 1
               */
              enum?: string[];
            }[];
            /**
             * The text, with `${argument}` where an argument goes.
             */
            result: string;
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
      kind: 'Prompts';
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
       * Prompts by name.
       */
      prompts: {
        [k: string]: {
          /**
           * What a person is shown.
           */
          title?: string;
          /**
           * What the prompt is for.
           */
          description?: string;
          /**
           * What the template needs.
           */
          arguments?: {
            /**
             * Name in `${name}`.
             */
            name: string;
            /**
             * What a person is shown.
             */
            title?: string;
            /**
             * What it means.
             */
            description?: string;
            /**
             * Whether it must be given.
             */
            required?: boolean;
            /**
             * The only values that it may have; clients complete them.
             *
             * @minItems 1
             */
            enum?: string[];
          }[];
          /**
           * The text, with `${argument}` where an argument goes.
           */
          result: string;
        };
      };
    };
