/** What reading a resource came to that is not in the manifest. */
export type FetchedContent =
  | {
      readonly type: 'content';
      /** What its origin says that it is. */
      readonly mimeType: string | undefined;
      /** As text where it is one, else in Base64. */
      readonly content: { readonly text: string } | { readonly blob: string };
      /** Milliseconds that the origin took. */
      readonly upstreamMs: number;
    }
  /** There is no such thing: by its path, or as its origin says. */
  | { readonly type: 'missing' }
  /** For the client. Names no host, no address and nothing that was sent. */
  | { readonly type: 'failed'; readonly text: string };
