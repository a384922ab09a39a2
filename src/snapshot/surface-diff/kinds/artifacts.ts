import { kinds } from '../change-kind.ts';

/** Prompts, resources and resource templates. */
export const artifactKinds = kinds({
  'prompt-added': {
    class: 'safe',
    text: () => 'new',
    reason: 'A client sees one more prompt in the list.',
  },
  'prompt-removed': {
    class: 'breaking',
    text: () => 'no longer offered',
    reason: '`prompts/get` of it is answered with "unknown prompt".',
  },
  'prompt-argument-required': {
    class: 'breaking',
    text: ({ path }) => `argument ${path} has to be given`,
    reason: 'A client that leaves it out is refused.',
  },
  'prompt-argument-added': {
    class: 'safe',
    text: ({ path }) => `takes an argument ${path}`,
    reason: 'It may be left out.',
  },
  'prompt-argument-optional': {
    class: 'safe',
    text: ({ path }) => `argument ${path} may be left out`,
    reason: 'A client that gives it is served as before.',
  },
  'prompt-argument-narrowed': {
    class: 'breaking',
    text: ({ path }) => `argument ${path} takes fewer values`,
    reason: 'A client that gives one of the others is refused.',
  },
  'prompt-argument-widened': {
    class: 'safe',
    text: ({ path }) => `argument ${path} takes more values`,
    reason: 'What was taken still is.',
  },
  'prompt-argument-removed': {
    class: 'dangerous',
    text: ({ path }) => `has no argument ${path} any more`,
    reason: 'A client that gives it is answered, and what it gave has no effect.',
  },
  'prompt-text-changed': {
    class: 'safe',
    text: () => 'has another text',
    reason: 'The same request is answered with another text, for a model to read.',
  },
  'prompt-described': {
    class: 'safe',
    text: ({ path }) => `has another ${path}`,
    reason: 'Only what a person reads in a list differs.',
  },
  'resource-added': {
    class: 'safe',
    text: () => 'new',
    reason: 'A client sees one more resource in the list.',
  },
  'resource-removed': {
    class: 'breaking',
    text: () => 'no longer offered',
    reason: '`resources/read` of this URI is answered with "not found".',
  },
  'resource-template-added': {
    class: 'safe',
    text: () => 'new',
    reason: 'A client sees one more template in the list.',
  },
  'resource-template-removed': {
    class: 'breaking',
    text: () => 'no longer offered',
    reason: 'URIs that were made from it are answered with "not found", unless another one matches them.',
  },
  'resource-template-variables-renamed': {
    class: 'safe',
    text: ({ was }) => `was ${was}: its variables have other names`,
    reason: 'The same URIs match, so every URI that a client made is still read.',
  },
  'resource-mime-type-changed': {
    class: 'dangerous',
    text: ({ was, is }) => `is ${is}, no longer ${was}`,
    reason: 'A client that chose by the old type how to read it may fail.',
  },
  'resource-source-changed': {
    class: 'dangerous',
    text: ({ was, is }) => `comes from ${is}, no longer from ${was}`,
    reason: 'The same URI is answered from somewhere else, which may say something else, or fail.',
  },
  'resource-content-changed': {
    class: 'safe',
    text: () => 'has another content',
    reason: 'Content is what a client reads anew; its type and its URI are the same.',
  },
  'resource-shown-for-changed': {
    class: 'dangerous',
    text: () => 'shows the results of other tools, or to others',
    reason: 'A client that shows results in this page shows other ones, or shows them without it.',
  },
  'resource-described': {
    class: 'safe',
    text: ({ path }) => `has another ${path}`,
    reason: 'Only what a person or a model reads in a list differs.',
  },
});
