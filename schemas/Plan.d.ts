/* Made from Plan.json by `npm run generate`. */

/**
 * A plan: what would change, for whom, and why.
 */
export interface Plan {
  format: 'plan-document@1';
  /**
   * What the plan promises; apply does exactly this, or nothing.
   */
  contract: {
    format: 'plan@1';
    organization: string;
    source: string;
    /**
     * The head that the plan was made on; absent for the first revision of a source.
     */
    base?: {
      sequence: number;
      snapshot: string;
    };
    head: {
      snapshot: string;
      provenance: string;
    };
    /**
     * `<sha>`, or `<sha>-dirty` with changes that are not committed; absent outside of git.
     */
    commit?: string;
    /**
     * Version of reshapr.
     */
    compiler: string;
    changes: (
      | {
          type: 'manifest';
          action: 'added' | 'changed' | 'removed';
          kind: string;
          /**
           * Its identity as a person writes it.
           */
          name: string;
          /**
           * Where it stands now, or stood before it was removed.
           */
          at?: {
            /**
             * Path from the root of the tree.
             */
            file: string;
            line: number;
            column: number;
            /**
             * The last commit between base and head that touched the file; absent when it is not committed.
             */
            commit?: string;
          };
        }
      | {
          type: 'surface';
          /**
           * What happened; docs/reference/changes.md explains each.
           */
          kind:
            | 'endpoint-added'
            | 'endpoint-removed'
            | 'endpoint-url-lost'
            | 'endpoint-url-gained'
            | 'endpoint-url-moved'
            | 'service-url-lost'
            | 'service-url-moved'
            | 'backend-moved'
            | 'backend-credential-changed'
            | 'backend-timeout-shortened'
            | 'backend-timeout-lengthened'
            | 'backend-retries-reduced'
            | 'backend-retries-raised'
            | 'backend-backoff-changed'
            | 'backend-header-added'
            | 'backend-header-removed'
            | 'answer-header-added'
            | 'answer-header-removed'
            | 'rate-limit-tightened'
            | 'rate-limit-loosened'
            | 'rate-limit-counted-otherwise'
            | 'page-origin-added'
            | 'page-origin-removed'
            | 'audit-started'
            | 'audit-stopped'
            | 'cache-hints-changed'
            | 'access-closed'
            | 'access-opened'
            | 'access-key-removed'
            | 'access-key-added'
            | 'access-token-needed'
            | 'access-issuer-removed'
            | 'access-issuer-added'
            | 'access-keys-moved'
            | 'access-algorithm-removed'
            | 'access-algorithm-added'
            | 'access-scope-added'
            | 'access-scope-removed'
            | 'access-audience-removed'
            | 'access-audience-added'
            | 'access-audience-unchecked'
            | 'access-audience-checked'
            | 'tool-scope-added'
            | 'tool-scope-removed'
            | 'tool-added'
            | 'tool-removed'
            | 'tool-operation-changed'
            | 'tool-script-changed'
            | 'tool-target-arguments-changed'
            | 'tool-asks-user'
            | 'tool-asks-otherwise'
            | 'tool-asks-no-more'
            | 'tool-request-changed'
            | 'tool-described'
            | 'tool-became-destructive'
            | 'tool-lost-read-only'
            | 'tool-lost-idempotent'
            | 'tool-became-open-world'
            | 'tool-hint-relaxed'
            | 'filter-drops-more'
            | 'filter-keeps-more'
            | 'filter-patches-changed'
            | 'filter-compact-on'
            | 'filter-compact-off'
            | 'filter-text-format'
            | 'filter-fails-closed'
            | 'filter-fails-open'
            | 'input-required-property-added'
            | 'input-property-added'
            | 'input-property-removed'
            | 'input-property-ignored'
            | 'input-property-became-required'
            | 'input-property-became-optional'
            | 'input-type-narrowed'
            | 'input-type-widened'
            | 'input-type-changed'
            | 'input-value-removed'
            | 'input-value-added'
            | 'input-values-listed'
            | 'input-values-freed'
            | 'input-limit-tightened'
            | 'input-limit-loosened'
            | 'input-default-changed'
            | 'input-default-documented'
            | 'input-closed'
            | 'input-opened'
            | 'input-alternative-removed'
            | 'input-alternative-added'
            | 'input-rule-added'
            | 'input-rule-removed'
            | 'input-rule-changed'
            | 'input-described'
            | 'output-schema-added'
            | 'output-schema-removed'
            | 'output-required-property-added'
            | 'output-property-added'
            | 'output-property-unforeseen'
            | 'output-property-removed'
            | 'output-property-became-required'
            | 'output-property-became-optional'
            | 'output-type-narrowed'
            | 'output-type-widened'
            | 'output-type-changed'
            | 'output-value-removed'
            | 'output-value-added'
            | 'output-values-listed'
            | 'output-values-freed'
            | 'output-limit-tightened'
            | 'output-limit-loosened'
            | 'output-default-changed'
            | 'output-default-documented'
            | 'output-closed'
            | 'output-opened'
            | 'output-alternative-removed'
            | 'output-alternative-added'
            | 'output-rule-added'
            | 'output-rule-removed'
            | 'output-rule-changed'
            | 'output-described'
            | 'prompt-added'
            | 'prompt-removed'
            | 'prompt-argument-required'
            | 'prompt-argument-added'
            | 'prompt-argument-optional'
            | 'prompt-argument-narrowed'
            | 'prompt-argument-widened'
            | 'prompt-argument-removed'
            | 'prompt-text-changed'
            | 'prompt-described'
            | 'resource-added'
            | 'resource-removed'
            | 'resource-template-added'
            | 'resource-template-removed'
            | 'resource-template-variables-renamed'
            | 'resource-mime-type-changed'
            | 'resource-source-changed'
            | 'resource-content-changed'
            | 'resource-shown-for-changed'
            | 'resource-described';
          /**
           * What it means for a client that was built against the old surface.
           */
          class: 'breaking' | 'dangerous' | 'safe';
          about: 'endpoint' | 'tool' | 'prompt' | 'resource';
          /**
           * Tools, prompts or URIs; several that share what changed.
           */
          names: string[];
          /**
           * Names of endpoints, ids where they have none, or a URL.
           */
          endpoints: string[];
          /**
           * One line for a person.
           */
          text: string;
          /**
           * Where it stands now, or stood before it was removed.
           */
          at?: {
            /**
             * Path from the root of the tree.
             */
            file: string;
            line: number;
            column: number;
            /**
             * The last commit between base and head that touched the file; absent when it is not committed.
             */
            commit?: string;
          };
        }
    )[];
    exposure: {
      kind:
        | 'operation-reachable'
        | 'operation-reachable-without-key'
        | 'access-weakened'
        | 'destructive-tool-added';
      endpoints: string[];
      /**
       * `Orders:1.0`, of an operation or a tool.
       */
      service?: string;
      operation?: string;
      tools?: string[];
      /**
       * The weakest access by which it is reached.
       */
      access: 'open' | 'apiKey' | 'oauth2';
      /**
       * Whether a call may destroy something.
       */
      destructive?: boolean;
      /**
       * One line for a person.
       */
      text: string;
    }[];
    /**
     * The blast radius, as far as it does not depend on which gateways there are.
     */
    touched: {
      /**
       * Gateway groups whose gateways get something else.
       */
      groups: string[];
      /**
       * Endpoints that are not byte for byte what they were.
       */
      endpoints: string[];
    };
    /**
     * Tokens that the tool list of a touched endpoint costs a model, estimated; where it changes.
     */
    context: {
      endpoint: string;
      before?: number;
      after?: number;
    }[];
    /**
     * What stays deployed though the tree lacks it, with the reason.
     */
    kept: {
      kind: string;
      name: string;
      reason: string;
    }[];
    /**
     * What is taken over from another source.
     */
    adopted: {
      kind: string;
      name: string;
      reason: string;
    }[];
    /**
     * What must not be done; a plan with any is not applied.
     */
    blocked: {
      kind: string;
      name: string;
      reason: string;
    }[];
  };
  /**
   * SHA-256 of the contract in canonical form (RFC 8785).
   */
  planDigest: string;
  /**
   * The commit of `--base`. Such a plan cannot be applied; nor has it observations.
   */
  comparedWith?: string;
  /**
   * What the tree declares and another source took over: it is not of this source any more.
   */
  released?: {
    kind: string;
    name: string;
    source: string;
  }[];
  observations?: {
    plannedAt: string;
    expiresAt: string;
    server?: string;
    gateways: {
      id: string;
      /**
       * Groups that it belongs to now.
       */
      groups: string[];
      /**
       * Groups that it would belong to.
       */
      groupsAfter: string[];
      state: string;
      /**
       * Whether it gets something else.
       */
      touched: boolean;
      /**
       * Why it belongs to touched groups or not.
       */
      why: string[];
    }[];
  };
  /**
   * What each policy says of the plan.
   */
  policies?: {
    name: string;
    /**
     * Where the policy stands: `this tree`, or what is deployed of a source.
     */
    origin: string;
    severity: 'warn' | 'deny';
    /**
     * `failed`: it could not be evaluated, which counts as broken.
     */
    outcome: 'passed' | 'broken' | 'failed';
    message: string;
    /**
     * Why it could not be evaluated.
     */
    error?: string;
  }[];
  /**
   * Every endpoint that there would be, as policies see them; there where a policy judges.
   */
  endpoints?: {
    /**
     * Its name, or its id where it has none.
     */
    name: string;
    id: string;
    service: string;
    version: string;
    /**
     * Name of its ConfigurationPlan.
     */
    plan: string;
    group: string;
    /**
     * Labels of the group.
     */
    labels: {
      [k: string]: string;
    };
    access: 'open' | 'apiKey' | 'oauth2';
    tools: number;
    destructiveTools: string[];
    /**
     * Whether the plan changes anything of it.
     */
    touched: boolean;
  }[];
}
