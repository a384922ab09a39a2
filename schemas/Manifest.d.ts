/* Made from Manifest.json by `npm run generate`. */

/**
 * Any manifest of a reshapr source, told apart by its `kind`.
 */
export type Manifest =
  | Project
  | Service
  | ConfigurationPlan
  | Exposition
  | GatewayGroup
  | GatewayClass
  | Gateway
  | SecretSource
  | Policy
  | Prompts
  | CustomTools
  | Resources
  | ToolsOutputFilters;
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
export type CustomTools =
  | {
      /**
       * Version of the manifest format.
       */
      apiVersion: 'reshapr.io/v1alpha1';
      /**
       * What the manifest declares.
       */
      kind: 'CustomTools';
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
         * Tools by name: `tool` and `arguments`, or `script` and `tools`.
         */
        customTools: {
          [k: string]:
            | {
                /**
                 * What a person is shown.
                 */
                title?: string;
                /**
                 * What the tool does.
                 */
                description: string;
                /**
                 * JSON Schema of the arguments.
                 */
                input: {
                  /**
                   * Arguments are always an object.
                   */
                  type: 'object';
                  /**
                   * Schemas of the arguments, by name.
                   */
                  properties?: {
                    [k: string]: {
                      [k: string]: unknown;
                    };
                  };
                  /**
                   * Arguments that must be given.
                   */
                  required?: string[];
                  [k: string]: unknown;
                };
                /**
                 * The operation or tool that it calls.
                 */
                tool: string;
                /**
                 * Template of its arguments: `${input}`.
                 */
                arguments?: {
                  [k: string]: unknown;
                };
                /**
                 * What the user is asked before the call; answers are `${elicit.<name>.<field>}`.
                 */
                elicit?: {
                  /**
                   * A form that the user fills in before the call (MCP elicitation).
                   */
                  [k: string]: {
                    /**
                     * What the user reads, with `${argument}` where an argument goes.
                     */
                    message: string;
                    /**
                     * JSON Schema of a form.
                     */
                    schema: {
                      /**
                       * A form has fields.
                       */
                      type: 'object';
                      /**
                       * Schemas of the fields, without objects.
                       */
                      properties: {
                        [k: string]: {
                          /**
                           * What the user gives.
                           */
                          type: 'string' | 'number' | 'integer' | 'boolean' | 'array';
                          [k: string]: unknown;
                        };
                      };
                      /**
                       * Fields that must be filled in.
                       */
                      required?: string[];
                    };
                  };
                };
                /**
                 * Not used by the declarative form.
                 */
                tools?: unknown[];
                /**
                 * Only in the scripted form.
                 */
                script?: {
                  [k: string]: unknown;
                };
              }
            | {
                /**
                 * What a person is shown.
                 */
                title?: string;
                /**
                 * What the tool does.
                 */
                description: string;
                /**
                 * JSON Schema of the arguments.
                 */
                input: {
                  /**
                   * Arguments are always an object.
                   */
                  type: 'object';
                  /**
                   * Schemas of the arguments, by name.
                   */
                  properties?: {
                    [k: string]: {
                      [k: string]: unknown;
                    };
                  };
                  /**
                   * Arguments that must be given.
                   */
                  required?: string[];
                  [k: string]: unknown;
                };
                /**
                 * Body of a JavaScript function.
                 */
                script: string;
                /**
                 * Tools that the script may call.
                 */
                tools: {
                  /**
                   * Name of a tool.
                   */
                  tool: string;
                  /**
                   * `<name>:<version>`; this service when left out.
                   */
                  service?: string;
                }[];
                /**
                 * Not used by the scripted form.
                 */
                arguments?: {
                  [k: string]: unknown;
                };
                /**
                 * Only in the declarative form.
                 */
                elicit?: {
                  [k: string]: unknown;
                };
                /**
                 * Only in the declarative form.
                 */
                tool?: {
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
      kind: 'CustomTools';
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
       * Tools by name: `tool` and `arguments`, or `script` and `tools`.
       */
      customTools: {
        [k: string]:
          | {
              /**
               * What a person is shown.
               */
              title?: string;
              /**
               * What the tool does.
               */
              description: string;
              /**
               * JSON Schema of the arguments.
               */
              input: {
                /**
                 * Arguments are always an object.
                 */
                type: 'object';
                /**
                 * Schemas of the arguments, by name.
                 */
                properties?: {
                  [k: string]: {
                    [k: string]: unknown;
                  };
                };
                /**
                 * Arguments that must be given.
                 */
                required?: string[];
                [k: string]: unknown;
              };
              /**
               * The operation or tool that it calls.
               */
              tool: string;
              /**
               * Template of its arguments: `${input}`.
               */
              arguments?: {
                [k: string]: unknown;
              };
              /**
               * What the user is asked before the call; answers are `${elicit.<name>.<field>}`.
               */
              elicit?: {
                /**
                 * A form that the user fills in before the call (MCP elicitation).
                 */
                [k: string]: {
                  /**
                   * What the user reads, with `${argument}` where an argument goes.
                   */
                  message: string;
                  /**
                   * JSON Schema of a form.
                   */
                  schema: {
                    /**
                     * A form has fields.
                     */
                    type: 'object';
                    /**
                     * Schemas of the fields, without objects.
                     */
                    properties: {
                      [k: string]: {
                        /**
                         * What the user gives.
                         */
                        type: 'string' | 'number' | 'integer' | 'boolean' | 'array';
                        [k: string]: unknown;
                      };
                    };
                    /**
                     * Fields that must be filled in.
                     */
                    required?: string[];
                  };
                };
              };
              /**
               * Not used by the declarative form.
               */
              tools?: unknown[];
              /**
               * Only in the scripted form.
               */
              script?: {
                [k: string]: unknown;
              };
            }
          | {
              /**
               * What a person is shown.
               */
              title?: string;
              /**
               * What the tool does.
               */
              description: string;
              /**
               * JSON Schema of the arguments.
               */
              input: {
                /**
                 * Arguments are always an object.
                 */
                type: 'object';
                /**
                 * Schemas of the arguments, by name.
                 */
                properties?: {
                  [k: string]: {
                    [k: string]: unknown;
                  };
                };
                /**
                 * Arguments that must be given.
                 */
                required?: string[];
                [k: string]: unknown;
              };
              /**
               * Body of a JavaScript function.
               */
              script: string;
              /**
               * Tools that the script may call.
               */
              tools: {
                /**
                 * Name of a tool.
                 */
                tool: string;
                /**
                 * `<name>:<version>`; this service when left out.
                 */
                service?: string;
              }[];
              /**
               * Not used by the scripted form.
               */
              arguments?: {
                [k: string]: unknown;
              };
              /**
               * Only in the declarative form.
               */
              elicit?: {
                [k: string]: unknown;
              };
              /**
               * Only in the declarative form.
               */
              tool?: {
                [k: string]: unknown;
              };
            };
      };
    };
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
/**
 * How a Service is offered to one audience: which operations, to whom, on which backend.
 */
export interface ConfigurationPlan {
  /**
   * Version of the manifest format.
   */
  apiVersion: 'reshapr.io/v1alpha1';
  /**
   * What the manifest declares.
   */
  kind: 'ConfigurationPlan';
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
     * What the plan is for.
     */
    description?: string;
    /**
     * Base URL of the backend.
     */
    backendEndpoint: string;
    /**
     * Milliseconds that one call may take.
     */
    backendTimeout?: number;
    /**
     * Credential for the backend, from a SecretSource.
     */
    backendSecretRef?: string;
    /**
     * Only these operations become tools.
     */
    includedOperations?: string[];
    /**
     * These operations do not become tools. Ignored when some are included.
     */
    excludedOperations?: string[];
    /**
     * Names of the attached artifacts that count; all when left out, `none` for none.
     */
    includedArtifacts?: 'none' | string[];
    /**
     * Reserved by reShapr, without effect.
     */
    artifacts?: string[];
    /**
     * Key that callers present in `x-reshapr-key`. Two may be valid at once while one is rotated.
     */
    apiKey?:
      | boolean
      | {
          /**
           * SHA-256 of the key, or of both.
           */
          sha256: string | string[];
        }
      | {
          /**
           * Where the gateway finds the key, or both.
           */
          from: string | string[];
        };
    /**
     * Bearer tokens of OAuth2 authorization servers; without effect beside `apiKey`.
     */
    oauth2Configuration?: {
      /**
       * Issuers whose tokens are accepted.
       *
       * @minItems 1
       */
      authorizationServers: string[];
      /**
       * Where their keys are; the metadata of each issuer says so when left out.
       */
      jwksUri?: string;
      /**
       * Algorithms that a token may be signed with; all asymmetric ones when left out.
       *
       * @minItems 1
       */
      algorithms?: string[];
      /**
       * Scopes that a token must have.
       */
      scopes?: string[];
      /**
       * Audiences accepted besides the endpoint.
       */
      staticAudiences?: string[];
      /**
       * Accept a token for any audience.
       */
      disableAudienceValidation?: boolean;
    };
    /**
     * Client credentials for the backend; the secret as a reference.
     */
    oauth2?: {
      /**
       * Id of the client.
       */
      clientId: string;
      /**
       * Its secret, as a reference.
       */
      clientSecret: string;
    };
    /**
     * Scopes that a token must have besides, per tool. Tools whose scopes it lacks are not listed.
     */
    permissions?: {
      [k: string]: string[];
    };
    /**
     * How often tools of the endpoint may be called, on all gateways of its group together.
     */
    rateLimit?: {
      /**
       * Calls at once, and in each period.
       */
      calls: number;
      /**
       * Milliseconds.
       */
      periodMs: number;
      /**
       * What has a limit of its own; the endpoint as a whole when left out.
       */
      per?: 'endpoint' | 'tool' | 'caller';
    };
    /**
     * Retries of calls that are safe to repeat.
     */
    retry?: {
      /**
       * Attempts in all.
       */
      attempts: number;
      /**
       * Milliseconds before the second one.
       */
      backoffMs?: number;
    };
    /**
     * Headers that pass between client and backend.
     */
    headerPolicy?: {
      /**
       * Headers of the call to the backend.
       */
      request?: {
        /**
         * Headers that pass.
         */
        allow?: string[];
        /**
         * Headers that do not.
         */
        deny?: string[];
        /**
         * Headers that pass under another name.
         */
        rename?: {
          /**
           * Name of the header.
           */
          from: string;
          /**
           * Its name from then on.
           */
          to: string;
        }[];
      };
      /**
       * Headers of its answer.
       */
      response?: {
        /**
         * Headers that pass.
         */
        allow?: string[];
        /**
         * Headers that do not.
         */
        deny?: string[];
        /**
         * Headers that pass under another name.
         */
        rename?: {
          /**
           * Name of the header.
           */
          from: string;
          /**
           * Its name from then on.
           */
          to: string;
        }[];
      };
    };
    /**
     * How long clients may keep lists. A text is accepted as in reShapr, without effect.
     */
    cachePolicy?:
      | {
          /**
           * Milliseconds a client may keep a list.
           */
          ttlMs?: number;
          /**
           * Whether lists may be shared among callers.
           */
          cacheScope?: 'public' | 'private';
        }
      | string;
    /**
     * Write an audit event for every request, and for every caller that is not let in.
     */
    audit?: boolean;
    /**
     * Web pages whose scripts may call the endpoint; none when left out.
     */
    cors?: {
      /**
       * Origins of pages, like `https://app.example.com`, `https://*.example.com` or `*`.
       *
       * @minItems 1
       */
      allowOrigins: string[];
    };
    /**
     * Tokens that the endpoint's tool list may cost a model.
     */
    contextBudget?: number;
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
/**
 * Named credentials. Values are references that gateways resolve; they never enter a snapshot.
 */
export interface SecretSource {
  /**
   * Version of the manifest format.
   */
  apiVersion: 'reshapr.io/v1alpha1';
  /**
   * What the manifest declares.
   */
  kind: 'SecretSource';
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
     * Named credentials; values only as references.
     *
     * @minItems 1
     */
    secrets: {
      /**
       * What a ConfigurationPlan calls it in `backendSecretRef`.
       */
      name: string;
      /**
       * What it is for.
       */
      description?: string;
      /**
       * For calling backends, or for fetching specs.
       */
      type?: 'ENDPOINT' | 'ARTIFACT';
      /**
       * How it is presented. Read from the fields when left out.
       */
      authMethod?:
        | 'BASIC'
        | 'BEARER_TOKEN'
        | 'OAUTH2_AUTHORIZATION_CODE'
        | 'OAUTH2_CLIENT_CREDENTIALS'
        | 'OAUTH2_TOKEN_EXCHANGE';
      /**
       * User of basic authentication.
       */
      username?: string;
      /**
       * `${env:NAME}` or `${file:path}`, resolved by the gateway.
       */
      password?: string;
      /**
       * `${env:NAME}` or `${file:path}`, resolved by the gateway.
       */
      token?: string;
      /**
       * Header of the token; `Authorization: Bearer` by default.
       */
      tokenHeader?: string;
      /**
       * Authorities that the certificate of the backend must come from: PEM, or a reference to it.
       */
      certPem?: string;
      /**
       * Certificate that the gateway presents to the backend: PEM, or a reference to it.
       */
      clientCertPem?: string;
      /**
       * `${env:NAME}` or `${file:path}`, resolved by the gateway.
       */
      clientKeyPem?: string;
      /**
       * Ask each caller for their own credential.
       */
      useElicitation?: boolean;
      /**
       * An OAuth2 client.
       */
      oauth2ClientConfiguration?: {
        /**
         * Id of the client.
         */
        clientId: string;
        /**
         * `${env:NAME}` or `${file:path}`, resolved by the gateway.
         */
        clientSecret?: string;
        /**
         * Where a user grants access.
         */
        authorizationEndpoint?: string;
        /**
         * Where tokens are issued.
         */
        tokenEndpoint?: string;
        /**
         * Scopes asked for.
         */
        scopes?: string[];
        /**
         * Whom tokens are for, as the server calls it.
         */
        audience?: string;
        /**
         * Whom tokens are for, as a URL (RFC 8707).
         */
        resource?: string;
        /**
         * How the client secret is sent; in the header `Authorization` when left out.
         */
        clientAuthentication?: 'client_secret_basic' | 'client_secret_post';
      };
      /**
       * Values from a mounted Kubernetes Secret: each key is a file.
       */
      valuesFrom?: {
        /**
         * Folder of the values below the secrets directory of a gateway.
         */
        secretRef: string;
        /**
         * Key of the user.
         */
        usernameKey?: string;
        /**
         * Key of the password.
         */
        passwordKey?: string;
        /**
         * Key of the token.
         */
        tokenKey?: string;
        /**
         * Key of the header of the token.
         */
        tokenHeaderKey?: string;
        /**
         * Key of the authorities.
         */
        certPemKey?: string;
        /**
         * Key of the client certificate.
         */
        clientCertPemKey?: string;
        /**
         * Key of its private key.
         */
        clientKeyPemKey?: string;
        /**
         * Key of the client secret.
         */
        oauth2ClientSecretKey?: string;
      };
    }[];
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
