/* Made from Resources.json by `npm run generate`. */

export type Resources =
  | {
      /**
       * Version of the manifest format.
       */
      apiVersion: 'reshapr.io/v1alpha1';
      /**
       * What the manifest declares.
       */
      kind: 'Resources';
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
         * Resources by URI.
         */
        resources?: {
          [k: string]: {
            /**
             * Name of the resource.
             */
            name: string;
            /**
             * What a person is shown.
             */
            title?: string;
            /**
             * What it holds.
             */
            description?: string;
            /**
             * Media type.
             */
            mimeType?: string;
            /**
             * Icons.
             */
            icons?: {
              /**
               * URL of the icon.
               */
              src: string;
              /**
               * Media type of the icon.
               */
              mimeType?: string;
              /**
               * Sizes, like `48x48`.
               */
              sizes?: string[];
            }[];
            /**
             * Hints to the client.
             */
            annotations?: {
              /**
               * Who it is for: `user`, `assistant`.
               */
              audience?: string[];
              /**
               * From 0, optional, to 1, required.
               */
              priority?: number;
              /**
               * When it changed last, RFC 3339.
               */
              lastModified?: string;
            };
            /**
             * Content, as text.
             */
            text?: string;
            /**
             * Content, base64.
             */
            blob?: string;
            /**
             * Passed on to the client.
             */
            _meta?: {
              [k: string]: unknown;
            };
            /**
             * Bytes.
             */
            size?: number;
            /**
             * URL of the content.
             */
            remoteContent?: string;
            /**
             * Tools that a `ui://` resource shows the results of.
             */
            tools?: (
              | string
              | {
                  [k: string]: {
                    /**
                     * Who sees the tool.
                     */
                    visibility?: ('app' | 'model')[];
                  };
                }
            )[];
          };
        };
        /**
         * Resource templates by URI template (RFC 6570).
         */
        resourceTemplates?: {
          [k: string]: {
            /**
             * Name of the resource.
             */
            name: string;
            /**
             * What a person is shown.
             */
            title?: string;
            /**
             * What it holds.
             */
            description?: string;
            /**
             * Media type.
             */
            mimeType?: string;
            /**
             * Icons.
             */
            icons?: {
              /**
               * URL of the icon.
               */
              src: string;
              /**
               * Media type of the icon.
               */
              mimeType?: string;
              /**
               * Sizes, like `48x48`.
               */
              sizes?: string[];
            }[];
            /**
             * Hints to the client.
             */
            annotations?: {
              /**
               * Who it is for: `user`, `assistant`.
               */
              audience?: string[];
              /**
               * From 0, optional, to 1, required.
               */
              priority?: number;
              /**
               * When it changed last, RFC 3339.
               */
              lastModified?: string;
            };
            /**
             * Content, as text.
             */
            text?: string;
            /**
             * Content, base64.
             */
            blob?: string;
            /**
             * Passed on to the client.
             */
            _meta?: {
              [k: string]: unknown;
            };
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
      kind: 'Resources';
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
       * Resources by URI.
       */
      resources?: {
        [k: string]: {
          /**
           * Name of the resource.
           */
          name: string;
          /**
           * What a person is shown.
           */
          title?: string;
          /**
           * What it holds.
           */
          description?: string;
          /**
           * Media type.
           */
          mimeType?: string;
          /**
           * Icons.
           */
          icons?: {
            /**
             * URL of the icon.
             */
            src: string;
            /**
             * Media type of the icon.
             */
            mimeType?: string;
            /**
             * Sizes, like `48x48`.
             */
            sizes?: string[];
          }[];
          /**
           * Hints to the client.
           */
          annotations?: {
            /**
             * Who it is for: `user`, `assistant`.
             */
            audience?: string[];
            /**
             * From 0, optional, to 1, required.
             */
            priority?: number;
            /**
             * When it changed last, RFC 3339.
             */
            lastModified?: string;
          };
          /**
           * Content, as text.
           */
          text?: string;
          /**
           * Content, base64.
           */
          blob?: string;
          /**
           * Passed on to the client.
           */
          _meta?: {
            [k: string]: unknown;
          };
          /**
           * Bytes.
           */
          size?: number;
          /**
           * URL of the content.
           */
          remoteContent?: string;
          /**
           * Tools that a `ui://` resource shows the results of.
           */
          tools?: (
            | string
            | {
                [k: string]: {
                  /**
                   * Who sees the tool.
                   */
                  visibility?: ('app' | 'model')[];
                };
              }
          )[];
        };
      };
      /**
       * Resource templates by URI template (RFC 6570).
       */
      resourceTemplates?: {
        [k: string]: {
          /**
           * Name of the resource.
           */
          name: string;
          /**
           * What a person is shown.
           */
          title?: string;
          /**
           * What it holds.
           */
          description?: string;
          /**
           * Media type.
           */
          mimeType?: string;
          /**
           * Icons.
           */
          icons?: {
            /**
             * URL of the icon.
             */
            src: string;
            /**
             * Media type of the icon.
             */
            mimeType?: string;
            /**
             * Sizes, like `48x48`.
             */
            sizes?: string[];
          }[];
          /**
           * Hints to the client.
           */
          annotations?: {
            /**
             * Who it is for: `user`, `assistant`.
             */
            audience?: string[];
            /**
             * From 0, optional, to 1, required.
             */
            priority?: number;
            /**
             * When it changed last, RFC 3339.
             */
            lastModified?: string;
          };
          /**
           * Content, as text.
           */
          text?: string;
          /**
           * Content, base64.
           */
          blob?: string;
          /**
           * Passed on to the client.
           */
          _meta?: {
            [k: string]: unknown;
          };
        };
      };
    };
