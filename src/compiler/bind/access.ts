import { didYouMean, finding } from '../../kernel/index.ts';
import { isReference, type ManifestOf } from '../../manifest/index.ts';
import { isTokenAlgorithm, tokenAlgorithms } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import {
  audienceInvalid,
  keyBeatsOauth,
  permissionsWithoutOauth,
  scopeInvalid,
  unusableAlgorithm,
  unusableIssuer,
} from './access-diagnostics.ts';
import { generatedKey } from './diagnostics.ts';
import { checkReferences, reportLiteral } from './references.ts';
import { urlFault } from './url-fault.ts';

type Plan = ManifestOf<'ConfigurationPlan'>;
type Oauth = NonNullable<Plan['spec']['oauth2Configuration']>;

/** Checks what says who may call. */
export function checkAccess(manifest: Plan, context: Context): void {
  const { apiKey, oauth2Configuration, permissions = {} } = manifest.spec;
  checkApiKey(manifest, context);
  const isKeyed = apiKey !== undefined && apiKey !== false;
  if (oauth2Configuration !== undefined) {
    if (isKeyed) context.report(finding(keyBeatsOauth, {}, manifest.at(['oauth2Configuration'], 'key')));
    checkOauth(manifest, oauth2Configuration, context);
  }
  if (Object.keys(permissions).length === 0) return;
  if (isKeyed || oauth2Configuration === undefined)
    context.report(finding(permissionsWithoutOauth, { isKeyed }, manifest.at(['permissions'], 'key')));
  for (const [tool, scopes] of Object.entries(permissions))
    checkScopes(scopes, manifest, ['permissions', tool], context);
}

function checkApiKey(manifest: Plan, context: Context): void {
  const { apiKey } = manifest.spec;
  if (apiKey === true) context.report(finding(generatedKey, {}, manifest.at(['apiKey'])));
  if (typeof apiKey !== 'object' || !('from' in apiKey)) return;
  for (const reference of [apiKey.from].flat()) {
    const at = manifest.at(['apiKey', 'from']);
    if (isReference(reference)) checkReferences(reference, at, context);
    else reportLiteral(reference, 'apiKey.from', at, context);
  }
}

function checkOauth(manifest: Plan, oauth: Oauth, context: Context): void {
  const path = 'oauth2Configuration';
  oauth.authorizationServers.forEach((url, index) => {
    const why = issuerFault(url);
    if (why !== undefined)
      context.report(
        finding(
          unusableIssuer,
          { what: 'an authorization server', why },
          manifest.at([path, 'authorizationServers', index]),
        ),
      );
  });
  const why = oauth.jwksUri === undefined ? undefined : urlFault(oauth.jwksUri);
  if (why !== undefined)
    context.report(finding(unusableIssuer, { what: 'jwksUri', why }, manifest.at([path, 'jwksUri'])));
  oauth.algorithms?.forEach((algorithm, index) => {
    if (isTokenAlgorithm(algorithm)) return;
    const suggestion = didYouMean(algorithm, tokenAlgorithms);
    context.report(
      finding(unusableAlgorithm, { algorithm, suggestion }, manifest.at([path, 'algorithms', index])),
    );
  });
  checkAudiences(manifest, oauth, context);
  checkScopes(oauth.scopes ?? [], manifest, [path, 'scopes'], context);
}

function checkAudiences(manifest: Plan, { staticAudiences }: Oauth, context: Context): void {
  const path = ['oauth2Configuration', 'staticAudiences'];
  if (staticAudiences?.length === 0)
    context.report(finding(audienceInvalid, { what: 'an empty list' }, manifest.at(path)));
  staticAudiences?.forEach((audience, index) => {
    if (audience.trim() === '')
      context.report(finding(audienceInvalid, { what: 'an empty text' }, manifest.at([...path, index])));
  });
}

/** Scopes are separated by spaces, so one is of printable ASCII without space, quote and backslash (RFC 6749, 3.3). */
function checkScopes(
  scopes: readonly string[],
  manifest: Plan,
  path: readonly (string | number)[],
  context: Context,
): void {
  scopes.forEach((scope, index) => {
    if (!/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope))
      context.report(finding(scopeInvalid, { scope }, manifest.at([...path, index])));
  });
}

/** The URL of its metadata is made from it, so it has no other parts (RFC 8414, 2). */
function issuerFault(url: string): string | undefined {
  return urlFault(url) ?? (/[?#]/.test(url) ? 'has a query or a fragment' : undefined);
}
