import { finding } from '../../kernel/index.ts';
import { isReference, type ManifestOf } from '../../manifest/index.ts';
import type { BackendSecret } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import { credentialNotServed } from './diagnostics.ts';
import { type Manifests, manifestsOf } from './manifests.ts';
import { checkReferences, reportLiteral } from './references.ts';
import { uniqueBy } from './unique.ts';

export interface BoundSecret {
  readonly name: string;
  readonly manifest: ManifestOf<'SecretSource'>;
  readonly index: number;
  readonly secret: BackendSecret;
}

type SecretSpec = ManifestOf<'SecretSource'>['spec']['secrets'][number];

const secretStage = stage<Kept<readonly BoundSecret[]>>('bind secrets');

/** Named credentials of the source, as references. */
export function bindSecrets(manifests: Manifests, context: Context): Map<string, BoundSecret> {
  const secrets = manifestsOf(manifests, 'SecretSource').flatMap((manifest) =>
    remember(secretStage, manifest, [], context, (own) =>
      manifest.spec.secrets.map((spec, index): BoundSecret => {
        checkValues(spec, index, manifest, own);
        return { name: spec.name, manifest, index, secret: backendSecret(spec) };
      }),
    ),
  );
  return uniqueBy(secrets, 'secret', ({ name }) => name, context);
}

/** Reports what this version cannot present to a backend. */
export function checkServed({ manifest, index }: BoundSecret, context: Context): void {
  const spec = manifest.spec.secrets[index] as SecretSpec;
  const report = (what: string, field: string): void =>
    context.report(finding(credentialNotServed, { what }, manifest.at(['secrets', index, field], 'key')));
  if (spec.useElicitation) report('elicitation', 'useElicitation');
  if (spec.oauth2ClientConfiguration !== undefined) report('an OAuth2 client', 'oauth2ClientConfiguration');
  if (spec.certPem !== undefined) report('a certificate of the backend', 'certPem');
  const from = spec.valuesFrom;
  const values = [spec.token, spec.password, spec.username, from?.tokenKey, from?.passwordKey];
  const elsewhere = spec.useElicitation || spec.oauth2ClientConfiguration !== undefined;
  if (!elsewhere && values.every((value) => value === undefined)) report('a secret without a value', 'name');
}

function checkValues(
  spec: SecretSpec,
  index: number,
  manifest: ManifestOf<'SecretSource'>,
  context: Context,
): void {
  const values: [string, string | undefined, (string | number)[]][] = [
    ['password', spec.password, ['secrets', index, 'password']],
    ['token', spec.token, ['secrets', index, 'token']],
    [
      'clientSecret',
      spec.oauth2ClientConfiguration?.clientSecret,
      ['secrets', index, 'oauth2ClientConfiguration', 'clientSecret'],
    ],
  ];
  for (const [field, value, path] of values) {
    if (value === undefined) continue;
    if (isReference(value)) checkReferences(value, manifest.at(path), context);
    else reportLiteral(value, field, manifest.at(path), context);
  }
}

/** A value is written here, or is a file below the folder that `valuesFrom` names. */
function backendSecret(spec: SecretSpec): BackendSecret {
  const from = spec.valuesFrom;
  const value = (written: string | undefined, key: string | undefined): string | undefined =>
    written ?? (from !== undefined && key !== undefined ? `\${file:${from.secretRef}/${key}}` : undefined);
  const fields = {
    username: value(spec.username, from?.usernameKey),
    password: value(spec.password, from?.passwordKey),
    token: value(spec.token, from?.tokenKey),
    tokenHeader: value(spec.tokenHeader, from?.tokenHeaderKey),
  };
  const given = Object.entries(fields).filter(([, text]) => text !== undefined);
  return { name: spec.name, ...Object.fromEntries(given) };
}
