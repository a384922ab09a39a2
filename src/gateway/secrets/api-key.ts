import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Log, messageOf, Problem } from '../../kernel/index.ts';
import type { ApiKey, ExpositionObject } from '../../snapshot/index.ts';
import type { Secrets } from './secrets.ts';

/** The header in which callers present their key. */
export const apiKeyHeader = 'x-reshapr-key';

/** The key that a caller presents; of several, the first. */
export function presentedKey(headers: IncomingHttpHeaders): string | undefined {
  const presented = headers[apiKeyHeader];
  return Array.isArray(presented) ? presented[0] : presented;
}

/**
 * Whether a caller may use an endpoint, as far as API keys tell; who may not is answered 401. Every key is compared,
 * by its SHA-256 and in constant time, so the time says nothing about which key came how close. A reference that
 * cannot be resolved is a key that nobody has.
 */
export async function isAdmitted(
  { access, organization, id }: Pick<ExpositionObject, 'access' | 'organization' | 'id'>,
  presented: string | undefined,
  secrets: Secrets,
  log: Log,
): Promise<boolean> {
  if (access.type === 'open') return true;
  if (access.type !== 'apiKey') return false;
  const given = sha256(presented ?? '');
  let isMatch = false;
  for (const key of access.keys) {
    const digest = await digestOfKey(key);
    if (digest !== undefined && timingSafeEqual(digest, given)) isMatch = true;
  }
  return isMatch && presented !== undefined && presented !== '';

  async function digestOfKey(key: ApiKey): Promise<Buffer | undefined> {
    if ('sha256' in key) return Buffer.from(key.sha256, 'hex');
    try {
      return sha256(await secrets.resolve(key.from, organization));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      log.error('an API key cannot be resolved', { exposition: id, reason: messageOf(error) });
      return undefined;
    }
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
