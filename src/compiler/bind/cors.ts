import { finding, findingKind } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import type { Context } from '../context.ts';

type Plan = ManifestOf<'ConfigurationPlan'>;

export const corsOriginInvalid = findingKind<{ why: string }>({
  code: 'RSH6105',
  severity: 'error',
  sensitive: true,
  title: 'A text that is no origin of web pages',
  help: 'An origin is a scheme, a host and, where it is not the usual one, a port: `https://app.example.com`, `http://localhost:3000`. `https://*.example.com` means every host below example.com, `*` every page.',
  // Not the text itself: who writes a whole URL here may have written a password in it.
  message: ({ why }) => `this is no origin: ${why}`,
  hint: () => 'write it as a browser sends it, like https://app.example.com',
});

export const corsOpenToAll = findingKind<Record<string, never>>({
  code: 'RSH6106',
  severity: 'warning',
  title: 'An open endpoint that every web page may call',
  help: 'Whoever opens a web page lends it their network: with `*` any page that they come across may call an endpoint that asks for nothing, also one that only their network can reach.',
  message: () => 'every web page may call this endpoint, which asks for no credential',
  hint: () => 'name the origins of your pages, or ask for an API key or a token',
});

/** Checks which web pages a plan lets call its endpoints. */
export function checkCors(manifest: Plan, context: Context): void {
  const { cors, apiKey, oauth2Configuration } = manifest.spec;
  cors?.allowOrigins.forEach((origin, index) => {
    const at = manifest.at(['cors', 'allowOrigins', index]);
    const why = originFault(origin);
    if (why !== undefined) context.report(finding(corsOriginInvalid, { why }, at));
    const isOpen = (apiKey === undefined || apiKey === false) && oauth2Configuration === undefined;
    if (origin === '*' && isOpen) context.report(finding(corsOpenToAll, {}, at));
  });
}

function originFault(origin: string): string | undefined {
  if (origin === '*') return undefined;
  if (origin === 'null') return 'it is what browsers send for pages that hide theirs';
  if (!/^[a-z][a-z0-9+.-]*:\/\//.test(origin)) return 'it has no scheme in lower case';
  const host = origin.replace(/^[^/]*\/\//, '');
  if (/[/?#]/.test(host)) return 'it has more than scheme, host and port';
  if (host !== host.toLowerCase()) return 'browsers send hosts in lower case';
  if (!/^(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/.test(host))
    return 'its host is none';
  if (/^https:.*:443$|^http:.*:80$/.test(origin)) return 'browsers leave out the port that is usual';
  return undefined;
}
