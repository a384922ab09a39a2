/* Made from CustomTools.json by `npm run generate`. */

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
