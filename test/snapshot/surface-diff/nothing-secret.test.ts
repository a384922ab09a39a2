import { expect, it } from 'vitest';
import { diffSurfaces } from '../../../src/snapshot/index.ts';
import { type Offer, surface } from './support.ts';

const canary = 'canary-5f1d';
const exposition = (more: object): Offer => ({ exposition: more });
const remote = (url: string): Offer => ({ resources: [{ content: { from: 'remote', url } }] });
const open = exposition({ backend: { endpoint: 'http://orders.internal' } });

it.each<[string, Offer, Offer]>([
  [
    'a password in the URL of a backend',
    open,
    exposition({ backend: { endpoint: `https://me:${canary}@x.example` } }),
  ],
  ['a query of a backend', open, exposition({ backend: { endpoint: `https://x.example/?key=${canary}` } })],
  ['a user of a remote content', remote('https://a.example/x'), remote(`https://${canary}@b.example/x`)],
  [
    'a query of a remote content',
    remote('https://a.example/x'),
    remote(`https://b.example/x?token=${canary}`),
  ],
  [
    'the whole of a hash of a key',
    exposition({ access: { type: 'apiKey', keys: [{ sha256: `${'a'.repeat(53)}${canary.slice(0, 11)}` }] } }),
    exposition({ access: { type: 'apiKey', keys: [{ sha256: 'b'.repeat(64) }] } }),
  ],
  [
    'a credential of a backend',
    open,
    exposition({ backend: { endpoint: 'http://orders.internal', secret: { name: 'a', token: canary } } }),
  ],
  [
    'the content of a resource',
    remote('https://a.example/x'),
    {
      resources: [{ content: { from: 'text', text: canary } }],
    },
  ],
  ['the text of a prompt', { prompts: [{ template: 'a' }] }, { prompts: [{ template: canary }] }],
  [
    'a script',
    { tools: [{ call: { protocol: 'script', script: 'a', tools: [] } }] },
    { tools: [{ call: { protocol: 'script', script: canary, tools: [] } }] },
  ],
  [
    'a patch of an answer',
    { tools: [{}] },
    {
      tools: [{}],
      filters: [{ patches: [{ op: 'add', path: '/a', value: canary }] }],
    },
  ],
])('no change shows %s', (_, before, after) => {
  for (const [was, is] of [
    [before, after],
    [after, before],
  ] as const) {
    const changes = diffSurfaces(surface(was), surface(is));
    expect(changes).not.toEqual([]);
    expect(JSON.stringify(changes)).not.toContain(canary.slice(0, 11));
  }
});
