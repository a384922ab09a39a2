import { findingKind } from '../../../kernel/index.ts';
import { manifestText } from '../example.ts';
import { rule } from '../rule.ts';
import { bitsPerCharacter, knownCredential, looksRandom } from './patterns.ts';
import { textsOf } from './texts.ts';

const random = ['q7Zt', 'W2mX', '9bRk', 'L4vN', '8cHs', 'Y3dF', '6gJp', 'T5wQ', 'e1Ka'].join('');
const group = (label: string): string =>
  manifestText('GatewayGroup', 'default', `labels: { env: dev, note: ${label} }`);

/** A text that looks made up by a machine, or stands where a secret would. */
export const likelyCredential = rule({
  name: 'likely-credential',
  scope: 'manifest',
  kind: findingKind<{ why: string }>({
    code: 'RSH6071',
    severity: 'warning',
    sensitive: true,
    title: 'Something that looks like a credential',
    help: 'A text holds 32 or more characters without any regularity, or a field that is called *password*, *secret*, *token* or *api key* has a value that is no reference.',
    message: ({ why }) => why,
    hint: () =>
      'write a reference, ${env:NAME} or ${file:path}, or suppress this with the reason why it is none',
  }),
  bad: { 'group.yaml': group(random) },
  good: { 'group.yaml': group('the-one-that-the-tests-use-every-night') },
  check: (manifest, report) => {
    for (const { path, text } of textsOf(manifest)) {
      if (knownCredential(text) !== undefined) continue;
      const field = String(path.at(-1));
      if (secretField.test(field) && isLiteral(text))
        report({ why: `'${field}' holds a literal value` }, manifest.at(path));
      else if (looksRandom(text)) report({ why: 'this looks like a key or a token' }, manifest.at(path));
    }
  },
});

const secretField =
  /^(?:[\w-]*[_-])?(?:password|passwd|secret|token|api[_-]?key|authorization|access[_-]?key)$/i;

/** No reference, no placeholder of a template and no sentence. */
function isLiteral(text: string): boolean {
  return (
    !text.includes('${') &&
    !/\s/.test(text.replace(/^(?:Bearer|Basic)\s+/i, '')) &&
    bitsPerCharacter(text) >= 2.5
  );
}
