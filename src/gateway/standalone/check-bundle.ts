import { Problem, silentLog } from '../../kernel/index.ts';
import { shortDigest } from '../../snapshot/index.ts';
import { servedViews } from '../surface/served.ts';
import { loadBundle } from './load-bundle.ts';
import type { BundleTrust } from './trust.ts';

/** One thing that was tested. */
export interface BundleCheckLine {
  readonly what: 'bundle' | 'endpoints';
  readonly ok: boolean;
  readonly text: string;
  /** What to do about it, when it failed. */
  readonly hint?: string;
}

/** Tests whether a bundle would be served, and says what it holds. Nothing listens. */
export async function checkBundle(file: string, trust: BundleTrust): Promise<BundleCheckLine[]> {
  const { server, surfaces } = servedViews(silentLog);
  try {
    const { header, staged } = await loadBundle(file, trust, server);
    staged.swap();
    const trusted = trust.type === 'any' ? 'its signature is not asked for' : 'a trusted key signed it';
    const text = `view ${shortDigest(header.view)} of organization ${header.organization}, ${trusted}`;
    const endpoints = surfaces.all().map(({ id, exposition: { organization, name, access }, tools }) => {
      const path = name === undefined ? `/mcp/${id}` : `/mcp/${organization}/${name}`;
      return `${path} (${tools.size} tool${tools.size === 1 ? '' : 's'}, ${access.type})`;
    });
    return [
      { what: 'bundle', ok: true, text },
      ...endpoints.sort().map((each) => ({ what: 'endpoints', ok: true, text: each }) as const),
    ];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { message, hint } = error;
    return [{ what: 'bundle', ok: false, text: message, ...(hint === undefined ? {} : { hint }) }];
  }
}
