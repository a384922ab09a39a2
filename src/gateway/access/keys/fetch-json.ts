import { messageOf } from '../../../kernel/index.ts';
import type { AskIssuer } from './ask-issuer.ts';

/** Reads a JSON document; rejects with the reason, in words for the log, when there is none. */
export type FetchJson = (url: string) => Promise<unknown>;

/** A fetcher of the documents of authorization servers. */
export function jsonFetcher(ask: AskIssuer): FetchJson {
  return async (url) => {
    const answer = await ask(url, { method: 'GET', headers: { accept: 'application/json' } });
    if (answer.status !== 200) throw new Error(`status ${answer.status}`);
    try {
      return JSON.parse(answer.body.toString('utf8')) as unknown;
    } catch (error) {
      throw new Error(`no JSON: ${messageOf(error)}`, { cause: error });
    }
  };
}
