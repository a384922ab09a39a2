/** What a tool call came to (MCP, `CallToolResult`). A failure of the backend is a result, not an error. */
export interface CallResult {
  readonly content: readonly { readonly type: 'text'; readonly text: string }[];
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
  /** Milliseconds that the backend took, for `X-Reshapr-Upstream-Service-Time`. */
  readonly upstreamMs: number;
}
