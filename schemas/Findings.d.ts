/* Made from Findings.json by `npm run generate`. */

/**
 * The findings of one compile of a tree.
 */
export interface Findings {
  format: 'findings@1';
  /**
   * Whether the tree compiles.
   */
  valid: boolean;
  /**
   * Version of reshapr.
   */
  compiler: string;
  /**
   * Where the tree lies in its repository: empty for the root, else a path with `/` at its end.
   */
  prefix: string;
  summary: {
    errors: number;
    warnings: number;
    notes: number;
    suppressed: number;
    /**
     * Files that may be manifests or specs.
     */
    files: number;
    /**
     * What the tree compiles to, where it does.
     */
    contents?: {
      manifests: number;
      endpoints: number;
      tools: number;
    };
  };
  /**
   * By file and place.
   */
  findings: {
    /**
     * `reshapr explain` says what it means.
     */
    code: string;
    severity: 'error' | 'warning' | 'info';
    message: string;
    /**
     * What to do about it.
     */
    hint?: string;
    /**
     * Path from the root of the tree, with `/`.
     */
    file: string;
    /**
     * Lines and columns count from 1.
     */
    range: {
      start: {
        line: number;
        /**
         * In UTF-16 code units.
         */
        column: number;
      };
      /**
       * After the last character.
       */
      end: {
        line: number;
        /**
         * In UTF-16 code units.
         */
        column: number;
      };
    };
    /**
     * Other places that have to do with it.
     */
    related?: {
      message: string;
      /**
       * Path from the root of the tree, with `/`.
       */
      file: string;
      /**
       * Lines and columns count from 1.
       */
      range: {
        start: {
          line: number;
          /**
           * In UTF-16 code units.
           */
          column: number;
        };
        /**
         * After the last character.
         */
        end: {
          line: number;
          /**
           * In UTF-16 code units.
           */
          column: number;
        };
      };
    }[];
    /**
     * The text of the place may be a secret: do not show it.
     */
    sensitive?: true;
  }[];
  /**
   * Findings that somebody gave a reason to live with.
   */
  suppressed: {
    /**
     * `reshapr explain` says what it means.
     */
    code: string;
    severity: 'error' | 'warning' | 'info';
    message: string;
    /**
     * What to do about it.
     */
    hint?: string;
    /**
     * Path from the root of the tree, with `/`.
     */
    file: string;
    /**
     * Lines and columns count from 1.
     */
    range: {
      start: {
        line: number;
        /**
         * In UTF-16 code units.
         */
        column: number;
      };
      /**
       * After the last character.
       */
      end: {
        line: number;
        /**
         * In UTF-16 code units.
         */
        column: number;
      };
    };
    /**
     * Other places that have to do with it.
     */
    related?: {
      message: string;
      /**
       * Path from the root of the tree, with `/`.
       */
      file: string;
      /**
       * Lines and columns count from 1.
       */
      range: {
        start: {
          line: number;
          /**
           * In UTF-16 code units.
           */
          column: number;
        };
        /**
         * After the last character.
         */
        end: {
          line: number;
          /**
           * In UTF-16 code units.
           */
          column: number;
        };
      };
    }[];
    /**
     * The text of the place may be a secret: do not show it.
     */
    sensitive?: true;
    suppressed: {
      /**
       * A comment beside the line, or `reshapr.yaml`.
       */
      by: 'comment' | 'project';
      reason: string;
    };
  }[];
}
