import { finding } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import type { BackendSecret } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import { checkCredential } from './check-credential.ts';
import { type Credential, credentialOf, type SecretSpec, valueIn } from './credentials.ts';
import { emptySecret } from './diagnostics.ts';
import { type Manifests, manifestsOf } from './manifests.ts';
import { uniqueBy } from './unique.ts';

export interface BoundSecret {
  readonly name: string;
  readonly manifest: ManifestOf<'SecretSource'>;
  readonly index: number;
  /** What is presented in headers from references. */
  readonly secret: BackendSecret | undefined;
  /** What takes more than that. */
  readonly credential: Credential | undefined;
}

const secretStage = stage<Kept<readonly BoundSecret[]>>('bind secrets');

/** Named credentials of the source, as references. */
export function bindSecrets(manifests: Manifests, context: Context): Map<string, BoundSecret> {
  const secrets = manifestsOf(manifests, 'SecretSource').flatMap((manifest) =>
    remember(secretStage, manifest, [], context, (own) =>
      manifest.spec.secrets.map((spec, index): BoundSecret => {
        checkCredential(spec, index, manifest, own);
        const credential = credentialOf(spec);
        return { name: spec.name, manifest, index, secret: backendSecret(spec, credential), credential };
      }),
    ),
  );
  return uniqueBy(secrets, 'secret', ({ name }) => name, context);
}

/** Reports a secret that would leave calls as they are without it. */
export function checkNotEmpty({ name, manifest, index, credential }: BoundSecret, context: Context): void {
  const spec = manifest.spec.secrets[index] as SecretSpec;
  const from = spec.valuesFrom;
  const values = [spec.token, spec.password, spec.username, from?.tokenKey, from?.passwordKey];
  if (credential === undefined && values.every((value) => value === undefined))
    context.report(finding(emptySecret, { secret: name }, manifest.at(['secrets', index, 'name'], 'key')));
}

/** Undefined where a token is come by in another way, or a certificate is all that there is. */
function backendSecret(spec: SecretSpec, credential: Credential | undefined): BackendSecret | undefined {
  const from = spec.valuesFrom;
  const fields = {
    username: valueIn(spec, spec.username, from?.usernameKey),
    password: valueIn(spec, spec.password, from?.passwordKey),
    token: valueIn(spec, spec.token, from?.tokenKey),
    tokenHeader: valueIn(spec, spec.tokenHeader, from?.tokenHeaderKey),
  };
  const given = Object.entries(fields).filter(([, text]) => text !== undefined);
  if (credential?.grant !== undefined) return undefined;
  if (credential !== undefined && given.length === 0) return undefined;
  return { name: spec.name, ...Object.fromEntries(given) };
}
