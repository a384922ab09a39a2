import { findingKind } from '../../../kernel/index.ts';
import { artifactText } from '../example.ts';
import { rule } from '../rule.ts';
import { knownCredential } from './patterns.ts';
import { textsOf } from './texts.ts';

const token = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');
const resources = (text: string): string =>
  artifactText('Resources', `resources:\n  docs://howto:\n    name: howto\n    text: ${text}`);

/** What is in a manifest is in git, in the snapshot, and mostly on every gateway. */
export const writtenCredential = rule({
  name: 'written-credential',
  scope: 'manifest',
  kind: findingKind<{ what: string }>({
    code: 'RSH6070',
    severity: 'error',
    sensitive: true,
    title: 'A credential in a text',
    help: 'A text of the manifest holds something with the form of a credential: a token of a well-known service, a private key, a bearer token, a URL with a password. Manifests go into git, and their texts to gateways and callers.',
    message: ({ what }) => `this text holds ${what}`,
    hint: () => 'take it out, and have it revoked if this was committed',
  }),
  also: ['RSH3020'],
  bad: { 'resources.yaml': resources(`Call with ${token}`) },
  good: { 'resources.yaml': resources('Call with ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx') },
  check: (manifest, report) => {
    for (const { path, text } of textsOf(manifest)) {
      const what = knownCredential(text);
      if (what !== undefined) report({ what }, manifest.at(path));
    }
    for (const value of Object.values(manifest.annotations)) {
      const what = knownCredential(value);
      if (what !== undefined) report({ what }, manifest.nameAt());
    }
  },
});
