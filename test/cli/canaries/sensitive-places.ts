/** What a place of a manifest is for a secret. */
export type Sensitivity =
  /** A credential belongs there, as a reference: written out it is a mistake, and shown nowhere. */
  | 'credential'
  /** A URL, which may carry one: as its user, its password, or in its query. */
  | 'url'
  /** Read by everybody: names, texts for models and people, schemas, expressions, scripts. No secret belongs there. */
  | 'public';

type Rule = readonly [place: RegExp, sensitivity: Sensitivity];

/** The first that fits decides. A place that none fits fails the test: whoever adds a field says what it is. */
const rules: readonly Rule[] = [
  [/^SecretSource spec\.secrets\[\]\.(password|token|clientKeyPem)$/, 'credential'],
  [/^SecretSource spec\.secrets\[\]\.oauth2ClientConfiguration\.clientSecret$/, 'credential'],
  [/^SecretSource spec\.secrets\[\]\.oauth2ClientConfiguration\.(\w+Endpoint|resource)$/, 'url'],
  [
    /^SecretSource spec\.secrets\[\]\.(name|description|username|certPem|clientCertPem|tokenHeader|valuesFrom\.\w+|oauth2ClientConfiguration\.(clientId|audience|scopes\[\]))$/,
    'public',
  ],
  [/^ConfigurationPlan spec\.(apiKey\.from(\[\])?|oauth2\.clientSecret)$/, 'credential'],
  [
    /^ConfigurationPlan spec\.(backendEndpoint|cors\.allowOrigins\[\]|oauth2Configuration\.(authorizationServers\[\]|jwksUri))$/,
    'url',
  ],
  [/^ConfigurationPlan spec\.apiKey\.sha256(\[\])?$/, 'public'],
  [
    /^ConfigurationPlan spec\.(service|headerPolicy|permissions|oauth2Configuration|oauth2\.clientId)\b/,
    'public',
  ],
  [
    /^ConfigurationPlan spec\.(artifacts|backendSecretRef|cachePolicy|description|\w+Operations|includedArtifacts)(\[\])?$/,
    'public',
  ],
  [/^Service spec\.(upstreams\[\]\.)?instances\[\]\.env\.\*$/, 'credential'],
  [/^Service spec\.(url|(upstreams\[\]\.)?instances\[\]\.url)$/, 'url'],
  [/^Service spec\.(upstreams\[\]\.)?(instances\[\]\.)?(command\[\]|name|prefix)$/, 'public'],
  [/^Service spec\.(\w+Operations\[\]|file|secretRef|version)$/, 'public'],
  [/^Resources (spec\.)?resources\.\*\.remoteContent$/, 'url'],
  [/^(Resources|Prompts|CustomTools|ToolsOutputFilters) /, 'public'],
  [/^Gateway spec\.listeners\[\]\.tls\.key$/, 'credential'],
  [/^(Exposition|Gateway|GatewayClass|GatewayGroup|Policy|Project) spec\./, 'public'],
  [/^\w+ metadata\./, 'public'],
];

export function sensitivityOf(kind: string, place: string): Sensitivity | undefined {
  return rules.find(([pattern]) => pattern.test(`${kind} ${place}`))?.[1];
}
