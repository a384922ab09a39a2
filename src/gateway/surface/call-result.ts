/** MCP, `TextContent`. */
export interface TextPart {
  readonly type: 'text';
  readonly text: string;
}

/** MCP, `ImageContent` and `AudioContent`: bytes in base64, and their media type without parameters. */
export interface MediaPart {
  readonly type: 'image' | 'audio';
  readonly data: string;
  readonly mimeType: string;
}

/** What a tool call came to (MCP, `CallToolResult`). A failure of the backend is a result, not an error. */
export interface CallResult {
  readonly content: readonly (TextPart | MediaPart)[];
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
  /** Headers of the backend's answer that pass to the client, by lower-case name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds that the backend took, for `X-Reshapr-Upstream-Service-Time`. */
  readonly upstreamMs: number;
}
