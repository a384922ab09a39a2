import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { run } from '../../../src/cli/commands/schema.ts';
import { systemClock, systemRandom } from '../../../src/kernel/index.ts';
import { kinds } from '../../../src/manifest/index.ts';

it.each([...kinds, 'Manifest', 'manifest', 'Findings', 'Plan'])(
  '`reshapr schema %s` prints the schema that is published',
  async (kind) => {
    const printed: string[] = [];
    const console = { out: (text: string) => void printed.push(text), err: () => {}, interactive: false };
    const { signal } = new AbortController();
    await run({ console, env: {}, signal, clock: systemClock, random: systemRandom }, kind);
    expect(`${printed.join('\n')}\n`).toBe(await readFile(`schemas/${kind.replace(/^m/, 'M')}.json`, 'utf8'));
  },
);
