import { findingKind } from '../../../kernel/index.ts';
import { hostOf, isLoopback } from '../backend/hosts.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';

const oauth = (scheme: string): string =>
  `oauth2Configuration:\n  authorizationServers: [https://login.example]\n  jwksUri: ${scheme}://login.example/keys`;

/** Whoever can change the keys on their way can issue tokens. */
export const clearTextIssuer = rule({
  name: 'clear-text-issuer',
  scope: 'manifest',
  kind: findingKind<{ field: string; host: string }>({
    code: 'RSH6005',
    severity: 'warning',
    title: 'Keys of an authorization server over plain http',
    help: 'Tokens are checked with the keys that `jwksUri` and the authorization servers give. Over plain http anybody on the way can put in their own key and issue tokens.',
    message: ({ field, host }) => `${field} of ${host} is read in clear text`,
    hint: () => 'write https://',
  }),
  bad: { 'plan.yaml': planText(oauth('http')) },
  good: { 'plan.yaml': planText(oauth('https')) },
  check: (manifest, report) => {
    if (manifest.kind !== 'ConfigurationPlan') return;
    const { jwksUri, authorizationServers = [] } = manifest.spec.oauth2Configuration ?? {};
    const urls: [string | undefined, (string | number)[]][] = [
      ...authorizationServers.map((url, index): [string, (string | number)[]] => [
        url,
        ['authorizationServers', index],
      ]),
      [jwksUri, ['jwksUri']],
    ];
    for (const [url, path] of urls) {
      const host = url === undefined || !/^http:/i.test(url) ? undefined : hostOf(url);
      if (host === undefined || isLoopback(host)) continue;
      report({ field: String(path[0]), host }, manifest.at(['oauth2Configuration', ...path]));
    }
  },
});
