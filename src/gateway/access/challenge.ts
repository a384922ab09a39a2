import type { OutgoingHttpHeaders } from 'node:http';
import { metadataUrlOf } from './endpoint-urls.ts';

/** What is wrong, as RFC 6750, 3.1 has it. */
export interface ChallengeError {
  readonly error: 'invalid_token' | 'insufficient_scope';
  readonly text: string;
}

/**
 * `WWW-Authenticate` of a refusal: where the metadata of the endpoint is (RFC 9728, 5.1), and the scopes to ask for
 * (2025-11-25, "Scope Selection Strategy").
 */
export function challenge(
  resource: string,
  scopes: readonly string[],
  fault?: ChallengeError,
): OutgoingHttpHeaders {
  const parts = [
    ...(fault === undefined ? [] : [`error="${fault.error}"`, `error_description="${fault.text}"`]),
    ...(scopes.length === 0 ? [] : [`scope="${scopes.join(' ')}"`]),
    `resource_metadata="${metadataUrlOf(resource)}"`,
  ];
  return { 'www-authenticate': `Bearer ${parts.join(', ')}` };
}
