import type { Cases, Pair } from '../support.ts';

const prompts = (before: object, after: object): Pair => [{ prompts: [before] }, { prompts: [after] }];
const resources = (before: object, after: object): Pair => [{ resources: [before] }, { resources: [after] }];
const takes = (
  ...names: { name: string; required?: boolean; title?: string; enum?: string[] }[]
): object => ({
  arguments: names,
});
const template = (uri: string, more: object = {}): object => ({ uri, template: true, ...more });
const textOf = (value: string): object => ({ content: { from: 'text', text: value } });

export const artifactCases: Cases = {
  'prompt-added': {
    class: 'safe',
    client: 'sees one more prompt in the list',
    pairs: [
      [{}, { prompts: [{}] }],
      [{ prompts: [{}] }, { prompts: [{}, { name: 'other' }] }],
    ],
    near: ['the same prompt', prompts({}, {}), []],
  },
  'prompt-removed': {
    class: 'breaking',
    client: 'asks for it and is answered "unknown prompt"',
    pairs: [
      [{ prompts: [{}] }, {}],
      [{ prompts: [{}, { name: 'other' }] }, { prompts: [{}] }],
    ],
    near: ['another name', prompts({ name: 'a' }, { name: 'b' }), ['prompt-added', 'prompt-removed']],
  },
  'prompt-argument-required': {
    class: 'breaking',
    client: 'leaves the argument out and is refused',
    pairs: [
      prompts({}, takes({ name: 'a', required: true })),
      prompts(takes({ name: 'a' }), takes({ name: 'a', required: true })),
    ],
    near: ['one that may be left out', prompts({}, takes({ name: 'a' })), ['prompt-argument-added']],
  },
  'prompt-argument-added': {
    class: 'safe',
    client: 'leaves the argument out, as it may',
    pairs: [
      prompts({}, takes({ name: 'a' })),
      prompts(takes({ name: 'a' }), takes({ name: 'a' }, { name: 'b', required: false })),
    ],
    near: [
      'a title of one',
      prompts(takes({ name: 'a' }), takes({ name: 'a', title: 'A' })),
      ['prompt-described'],
    ],
  },
  'prompt-argument-optional': {
    class: 'safe',
    client: 'gives the argument, as it may',
    pairs: [
      prompts(takes({ name: 'a', required: true }), takes({ name: 'a' })),
      prompts(takes({ name: 'a', required: true }), takes({ name: 'a', required: false })),
    ],
    near: [
      'one that is gone',
      prompts(takes({ name: 'a', required: true }), {}),
      ['prompt-argument-removed'],
    ],
  },
  'prompt-argument-narrowed': {
    class: 'breaking',
    client: 'gives a value that is refused now',
    pairs: [
      prompts(takes({ name: 'a' }), takes({ name: 'a', enum: ['x'] })),
      prompts(takes({ name: 'a', enum: ['x', 'y'] }), takes({ name: 'a', enum: ['x'] })),
    ],
    near: [
      'values in another order',
      prompts(takes({ name: 'a', enum: ['x', 'y'] }), takes({ name: 'a', enum: ['y', 'x'] })),
      [],
    ],
  },
  'prompt-argument-widened': {
    class: 'safe',
    client: 'gives one of the values that were taken before',
    pairs: [
      prompts(takes({ name: 'a', enum: ['x'] }), takes({ name: 'a' })),
      prompts(takes({ name: 'a', enum: ['x'] }), takes({ name: 'a', enum: ['x', 'y'] })),
    ],
    near: [
      'other values',
      prompts(takes({ name: 'a', enum: ['x'] }), takes({ name: 'a', enum: ['y'] })),
      ['prompt-argument-narrowed', 'prompt-argument-widened'],
    ],
  },
  'prompt-argument-removed': {
    class: 'dangerous',
    client: 'gives the argument and is answered, without any effect of it',
    pairs: [
      prompts(takes({ name: 'a' }), {}),
      prompts(takes({ name: 'a' }, { name: 'b' }), takes({ name: 'b' })),
    ],
    near: [
      'in another order',
      prompts(takes({ name: 'a' }, { name: 'b' }), takes({ name: 'b' }, { name: 'a' })),
      [],
    ],
  },
  'prompt-text-changed': {
    class: 'safe',
    client: 'gets another text, for a model to read',
    pairs: [
      prompts({ template: 'a' }, { template: 'b' }),
      prompts({ template: 'a' }, { template: 'a ${x}' }),
    ],
    near: ['a text about it', prompts({}, { description: 'b' }), ['prompt-described']],
  },
  'prompt-described': {
    class: 'safe',
    client: 'shows another text in its list',
    pairs: [
      prompts({ title: 'A' }, { title: 'B' }),
      prompts(takes({ name: 'a' }), takes({ name: 'a', title: 'A' })),
    ],
    near: ['its own text', prompts({ template: 'a' }, { template: 'b' }), ['prompt-text-changed']],
  },
  'resource-added': {
    class: 'safe',
    client: 'sees one more resource in the list',
    pairs: [
      [{}, { resources: [{}] }],
      [{ resources: [{}] }, { resources: [{}, { uri: 'docs://b' }] }],
    ],
    near: ['a template', [{}, { resources: [template('docs://{a}')] }], ['resource-template-added']],
  },
  'resource-removed': {
    class: 'breaking',
    client: 'reads the URI and is answered "not found"',
    pairs: [
      [{ resources: [{}] }, {}],
      [{ resources: [{}, { uri: 'docs://b' }] }, { resources: [{}] }],
    ],
    near: ['another name of the same URI', resources({ name: 'a' }, { name: 'b' }), ['resource-described']],
  },
  'resource-template-added': {
    class: 'safe',
    client: 'sees one more template in the list',
    pairs: [
      [{}, { resources: [template('docs://{a}')] }],
      [{ resources: [{}] }, { resources: [{}, template('docs://x/{a}')] }],
    ],
    near: ['a resource', [{}, { resources: [{}] }], ['resource-added']],
  },
  'resource-template-removed': {
    class: 'breaking',
    client: 'reads a URI that it made of the template and is answered "not found"',
    pairs: [
      [{ resources: [template('docs://{a}')] }, {}],
      [{ resources: [template('docs://{a}'), {}] }, { resources: [{}] }],
    ],
    near: [
      'a template of other URIs is another one',
      resources(template('docs://{a}'), template('docs://v2/{a}')),
      ['resource-template-added', 'resource-template-removed'],
    ],
  },
  'resource-template-variables-renamed': {
    class: 'safe',
    client: 'reads a URI that it made of the old template, which still matches',
    pairs: [
      resources(template('docs://{id}'), template('docs://{page}')),
      resources(template('docs://{a}/{+b}'), template('docs://{x}/{+y}')),
    ],
    near: [
      'a variable whose name is part of the URI',
      resources(template('docs://a{?q}'), template('docs://a{?query}')),
      ['resource-template-added', 'resource-template-removed'],
    ],
  },
  'resource-mime-type-changed': {
    class: 'dangerous',
    client: 'chose by the old type how to read it, and may fail',
    pairs: [
      resources({ mimeType: 'text/plain' }, { mimeType: 'application/json' }),
      resources({}, { mimeType: 'text/html' }),
    ],
    near: ['another size', resources({ size: 1 }, { size: 2 }), ['resource-described']],
  },
  'resource-source-changed': {
    class: 'dangerous',
    client: 'reads the same URI, which something else answers',
    pairs: [
      resources(textOf('a'), { content: { from: 'backend' } }),
      resources(
        { content: { from: 'remote', url: 'https://a.example/x' } },
        { content: { from: 'remote', url: 'https://b.example/x' } },
      ),
    ],
    near: [
      'another text from the same place',
      resources(textOf('a'), textOf('b')),
      ['resource-content-changed'],
    ],
  },
  'resource-content-changed': {
    class: 'safe',
    client: 'reads another content of the same type',
    pairs: [
      resources(textOf('a'), textOf('b')),
      resources({ content: { from: 'blob', blob: 'YQ==' } }, { content: { from: 'blob', blob: 'Yg==' } }),
    ],
    near: [
      'one that the backend gives',
      resources(textOf('a'), { content: { from: 'backend' } }),
      ['resource-source-changed'],
    ],
  },
  'resource-shown-for-changed': {
    class: 'dangerous',
    client: 'shows results in this page that are not meant for it, or shows them without it',
    pairs: [
      resources({ tools: [{ tool: 'a' }] }, { tools: [{ tool: 'b' }] }),
      resources({ tools: [{ tool: 'a' }] }, { tools: [{ tool: 'a', visibility: ['app'] }] }),
    ],
    near: ['for nothing, before and after', resources({}, {}), []],
  },
  'resource-described': {
    class: 'safe',
    client: 'shows another text in its list',
    pairs: [resources({ title: 'A' }, { title: 'B' }), resources({}, { annotations: { priority: 1 } })],
    near: ['its content', resources(textOf('a'), textOf('b')), ['resource-content-changed']],
  },
};
