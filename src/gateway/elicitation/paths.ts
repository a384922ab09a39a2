/** Pages of the gateway; endpoints are below `/mcp/`, so none can have one of these paths. reShapr's, but for `authorize`. */
export const paths = {
  /** The caller types a token. */
  form: '/elicitation/form',
  complete: '/elicitation/complete',
  /** The caller is told what they are about to allow, and goes to the authorization server. */
  connect: '/elicitation/connect',
  authorize: '/elicitation/authorize',
  /** Where the authorization server sends them back to. */
  callback: '/elicitation/callback',
} as const;

export const pagesPrefix = '/elicitation/';
