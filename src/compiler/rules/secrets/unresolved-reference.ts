import { findingKind } from '../../../kernel/index.ts';
import { type Manifest, referencePattern } from '../../../manifest/index.ts';
import { manifestText } from '../example.ts';
import { rule } from '../rule.ts';
import { textsOf } from './texts.ts';

const group = (note: string): string =>
  manifestText('GatewayGroup', 'default', `labels: { env: dev, note: "${note}" }`);

/** Everywhere else a reference is a text like any other, and reaches clients or backends as it stands. */
export const unresolvedReference = rule({
  name: 'unresolved-reference',
  scope: 'manifest',
  kind: findingKind<{ reference: string; field: string }>({
    code: 'RSH6072',
    severity: 'warning',
    title: 'A reference where none is resolved',
    help: 'Gateways resolve `${env:NAME}` and `${file:path}` in SecretSources, in `apiKey.from` and `oauth2` of a ConfigurationPlan, and in `env` of an upstream. What stands in another field is used as it is written.',
    message: ({ reference, field }) => `${reference} is not resolved in '${field}'`,
    hint: () =>
      'write the value itself, or put a credential into a SecretSource and name it in backendSecretRef',
  }),
  bad: { 'group.yaml': group('${env:NOTE}') },
  good: { 'group.yaml': group('$env:NOTE') },
  check: (manifest, report) => {
    if (placeholderKinds.has(manifest.kind) || manifest.kind === 'SecretSource') return;
    const endpoint = manifest.kind === 'ConfigurationPlan' ? manifest.spec.backendEndpoint : '';
    // Of one that is no URL more is said elsewhere.
    const written = URL.canParse(endpoint) ? [{ path: ['backendEndpoint'], text: endpoint }] : [];
    for (const { path, text } of [...written, ...textsOf(manifest)]) {
      const [reference] = new RegExp(referencePattern).exec(text) ?? [];
      if (reference === undefined || isResolved(manifest.kind, path)) continue;
      report(
        { reference, field: String(path.findLast((key) => typeof key === 'string')) },
        manifest.at(path),
      );
    }
  },
});

/** Their own checks look at every `${…}`. */
const placeholderKinds: ReadonlySet<Manifest['kind']> = new Set(['Prompts', 'CustomTools']);

function isResolved(kind: Manifest['kind'], path: readonly (string | number)[]): boolean {
  const [first, second] = path;
  if (kind === 'ConfigurationPlan') return (first === 'apiKey' && second === 'from') || first === 'oauth2';
  return kind === 'Service' && path.includes('env');
}
