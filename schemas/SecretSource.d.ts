/* Made from SecretSource.json by `npm run generate`. */

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
