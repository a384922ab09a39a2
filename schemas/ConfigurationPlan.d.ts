/* Made from ConfigurationPlan.json by `npm run generate`. */

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
