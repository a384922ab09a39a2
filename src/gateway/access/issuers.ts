import { readFile } from 'node:fs/promises';
import { messageOf, problem } from '../../kernel/index.ts';
import { systemAfter } from '../backends/after.ts';
import type { OauthSettings } from '../config/serving.ts';
import { type AskIssuer, issuerAsker } from './keys/ask-issuer.ts';
import { issuerCaUnusable } from './problems.ts';

/** Authorization servers: of tokens that callers present, and of those that backends are presented. */
export interface Issuers {
  readonly ask: AskIssuer;
  /** Lets go of them. */
  close(): void;
}

const direct: OauthSettings = { caFile: undefined, proxy: undefined, noProxy: undefined };

/** Throws a Problem when the certificates of authorization servers cannot be read. */
export async function openIssuers(oauth: OauthSettings = direct): Promise<Issuers> {
  const closing = new AbortController();
  const { caFile, proxy, noProxy } = oauth;
  const certificates = caFile === undefined ? undefined : await readCertificates(caFile);
  const ask = issuerAsker({ certificates, proxy, noProxy }, { after: systemAfter, signal: closing.signal });
  return { ask, close: () => closing.abort() };
}

async function readCertificates(file: string): Promise<string> {
  try {
    const text = await readFile(file, 'utf8');
    if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new Error('it holds no certificate');
    return text;
  } catch (error) {
    throw problem(issuerCaUnusable, { file, why: messageOf(error) }, { cause: error });
  }
}
