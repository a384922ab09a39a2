import { finding } from '../../kernel/index.ts';
import { isReference, type ManifestOf } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import { unusableIssuer } from './access-diagnostics.ts';
import { certificateUnusable, credentialUnclear } from './credential-diagnostics.ts';
import { methodOf, type SecretSpec, valueIn } from './credentials.ts';
import { checkReferences, reportLiteral } from './references.ts';
import { urlFault } from './url-fault.ts';

type Path = readonly (string | number)[];

/** Checks one secret of a SecretSource: its values, that they say how it is presented, and its certificates. */
export function checkCredential(
  spec: SecretSpec,
  index: number,
  manifest: ManifestOf<'SecretSource'>,
  context: Context,
): void {
  const own: Path = ['secrets', index];
  checkValues(spec, own, manifest, context);
  checkClient(spec, own, manifest, context);
  checkCertificates(spec, own, manifest, context);
  const fault = methodFault(spec);
  if (fault !== undefined)
    context.report(finding(credentialUnclear, { why: fault }, manifest.at([...own, 'name'])));
}

function checkValues(
  { password, token, clientKeyPem, oauth2ClientConfiguration: client }: SecretSpec,
  own: Path,
  manifest: ManifestOf<'SecretSource'>,
  context: Context,
): void {
  const values: [string, string | undefined, Path][] = [
    ['password', password, [...own, 'password']],
    ['token', token, [...own, 'token']],
    ['clientKeyPem', clientKeyPem, [...own, 'clientKeyPem']],
    ['clientSecret', client?.clientSecret, [...own, 'oauth2ClientConfiguration', 'clientSecret']],
  ];
  for (const [field, value, path] of values) {
    if (value === undefined) continue;
    if (isReference(value)) checkReferences(value, manifest.at(path), context);
    else reportLiteral(value, field, manifest.at(path), context);
  }
}

function checkClient(
  { oauth2ClientConfiguration: client }: SecretSpec,
  own: Path,
  manifest: ManifestOf<'SecretSource'>,
  context: Context,
): void {
  for (const what of ['tokenEndpoint', 'authorizationEndpoint'] as const) {
    const url = client?.[what];
    const why =
      url === undefined ? undefined : (urlFault(url) ?? (url.includes('#') ? 'has a fragment' : undefined));
    const at = manifest.at([...own, 'oauth2ClientConfiguration', what]);
    if (why !== undefined) context.report(finding(unusableIssuer, { what, why }, at));
  }
}

function checkCertificates(
  spec: SecretSpec,
  own: Path,
  manifest: ManifestOf<'SecretSource'>,
  context: Context,
): void {
  const report = (why: string, path: Path): void =>
    context.report(finding(certificateUnusable, { why }, manifest.at(path)));
  for (const field of ['certPem', 'clientCertPem'] as const) {
    const text = spec[field];
    const path = [...own, field];
    if (text === undefined) continue;
    if (isReference(text)) checkReferences(text, manifest.at(path), context);
    else if (!text.includes('-----BEGIN CERTIFICATE-----')) report(`${field} is no certificate in PEM`, path);
  }
  const certificate = valueIn(spec, spec.clientCertPem, spec.valuesFrom?.clientCertPemKey);
  const key = valueIn(spec, spec.clientKeyPem, spec.valuesFrom?.clientKeyPemKey);
  if ((certificate === undefined) === (key === undefined)) return;
  const what =
    key === undefined ? 'a client certificate without its key' : 'a key without its client certificate';
  report(`${what} cannot be presented`, [...own, 'name']);
}

/** Why the fields of a secret do not fit the way in which it is presented. */
function methodFault(spec: SecretSpec): string | undefined {
  const { oauth2ClientConfiguration: client, authMethod, useElicitation, valuesFrom: from } = spec;
  const method = methodOf(spec);
  const hasToken = valueIn(spec, spec.token, from?.tokenKey) !== undefined;
  const hasUser = [spec.username, spec.password, from?.usernameKey, from?.passwordKey].some(
    (value) => value !== undefined,
  );
  const needed = `authMethod: ${authMethod}`;
  if (method === 'basic' || method === 'token') {
    if (client !== undefined) return `${needed} has no use for oauth2ClientConfiguration`;
    if (useElicitation === true) return `${needed} cannot be asked of callers: only a token can`;
    if (authMethod !== undefined && !(method === 'token' ? hasToken : hasUser))
      return `${needed} needs ${method === 'token' ? 'token' : 'username and password'}`;
    return undefined;
  }
  if (hasToken || hasUser)
    return `'${spec.name}' has a value of its own, and a token that the gateway gets elsewhere`;
  if (method === 'form') {
    return client === undefined ? undefined : `${needed} has no use for oauth2ClientConfiguration`;
  }
  return clientFault(spec, method);
}

function clientFault(
  spec: SecretSpec,
  method: 'clientCredentials' | 'tokenExchange' | 'authorizationCode',
): string | undefined {
  const { oauth2ClientConfiguration: client, useElicitation, valuesFrom: from, name } = spec;
  if (client === undefined) return `'${name}' needs oauth2ClientConfiguration`;
  if (client.tokenEndpoint === undefined) return `oauth2ClientConfiguration of '${name}' lacks tokenEndpoint`;
  const secret = valueIn(spec, client.clientSecret, from?.oauth2ClientSecretKey);
  if (method === 'authorizationCode')
    return client.authorizationEndpoint === undefined
      ? `oauth2ClientConfiguration of '${name}' lacks authorizationEndpoint`
      : undefined;
  if (useElicitation === true)
    return `the token of '${name}' cannot be asked of callers: the gateway gets it`;
  return method === 'clientCredentials' && secret === undefined
    ? `oauth2ClientConfiguration of '${name}' lacks clientSecret`
    : undefined;
}
