import { createHash } from 'node:crypto';
import { findingKind } from '../../../kernel/index.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What a shell hashes when a variable is empty, and what people try first. */
const words = ['', 'admin', 'changeme', 'demo', 'key', 'password', 'reshapr', 'secret', 'test', 'token'];
const known = new Map(words.flatMap((word) => [word, `${word}\n`].map((text) => [hashOf(text), word])));

export const wellKnownKey = rule({
  name: 'well-known-key',
  scope: 'manifest',
  kind: findingKind<{ word: string }>({
    code: 'RSH6052',
    severity: 'warning',
    title: 'An API key that anybody guesses',
    help: 'The hash is that of an empty text or of a word that is tried first. A hash of nothing comes from a shell command with an empty variable.',
    message: ({ word }) => `this is the SHA-256 of ${word === '' ? 'nothing' : `the word '${word}'`}`,
    hint: () => 'run `reshapr api-key create`: it makes a key of 32 random bytes',
  }),
  bad: { 'plan.yaml': planText(`apiKey: { sha256: ${hashOf('')} }`) },
  good: { 'plan.yaml': planText(`apiKey: { sha256: ${'1f'.repeat(32)} }`) },
  check: (manifest, report) => {
    if (manifest.kind !== 'ConfigurationPlan') return;
    const { apiKey } = manifest.spec;
    if (typeof apiKey !== 'object' || !('sha256' in apiKey)) return;
    const { sha256 } = apiKey;
    [sha256].flat().forEach((hash, index) => {
      const word = known.get(hash);
      const path = Array.isArray(sha256) ? ['apiKey', 'sha256', index] : ['apiKey', 'sha256'];
      if (word !== undefined) report({ word }, manifest.at(path));
    });
  },
});
