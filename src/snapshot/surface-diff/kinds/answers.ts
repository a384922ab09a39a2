import { kinds } from '../change-kind.ts';

/** What a tool answers with. A client reads it by the schema that it was built against. */
export const answerKinds = kinds({
  'output-schema-added': {
    class: 'safe',
    text: () => 'says now what its answers look like',
    reason: 'A client gets a structured answer beside the text that it reads.',
  },
  'output-schema-removed': {
    class: 'breaking',
    text: () => 'says no longer what its answers look like',
    reason: 'A client that reads `structuredContent` finds none.',
  },
  'output-required-property-added': {
    class: 'safe',
    text: ({ path }) => `field ${path} is new and always there`,
    reason: 'A client that does not know it does not read it.',
  },
  'output-property-added': {
    class: 'safe',
    text: ({ path }) => `field ${path} is new`,
    reason: 'A client that does not know it does not read it.',
  },
  'output-property-unforeseen': {
    class: 'dangerous',
    text: ({ path }) => `field ${path} is new, where there were said to be no others`,
    reason:
      'A client that checks answers against the schema it kept refuses one with a field that is not in it.',
  },
  'output-property-removed': {
    class: 'breaking',
    text: ({ path }) => `field ${path} is gone`,
    reason: 'A client that reads it finds nothing.',
  },
  'output-property-became-required': {
    class: 'safe',
    text: ({ path }) => `field ${path} is always there now`,
    reason: 'A client that expects it to be missing at times never sees that.',
  },
  'output-property-became-optional': {
    class: 'breaking',
    text: ({ path }) => `field ${path} may be missing now`,
    reason: 'A client that relies on it may find nothing.',
  },
  'output-type-narrowed': {
    class: 'safe',
    text: ({ path, was, is }) => `field ${path} is ${is}, before ${was}`,
    reason: 'Every value that comes could have come before.',
  },
  'output-type-widened': {
    class: 'breaking',
    text: ({ path, was, is }) => `field ${path} is ${is}, before ${was}`,
    reason: 'A client may get a value of a type that it does not read.',
  },
  'output-type-changed': {
    class: 'breaking',
    text: ({ path, was, is }) => `field ${path} is ${is}, before ${was}`,
    reason: 'A client gets values of a type that it does not read.',
  },
  'output-value-removed': {
    class: 'safe',
    text: ({ path, was }) => `field ${path} is never ${was} any more`,
    reason: 'A case that a client handles does not occur.',
  },
  'output-value-added': {
    class: 'dangerous',
    text: ({ path, is }) => `field ${path} may be ${is} too`,
    reason: 'A client that handles each known value has no case for this one.',
  },
  'output-values-listed': {
    class: 'safe',
    text: ({ path, is }) => `field ${path} is always one of ${is}`,
    reason: 'Every value that comes could have come before.',
  },
  'output-values-freed': {
    class: 'dangerous',
    text: ({ path, was }) => `field ${path} may be more than ${was}`,
    reason: 'A client that handles each known value has no case for the others.',
  },
  'output-limit-tightened': {
    class: 'safe',
    text: ({ path, was, is }) => `field ${path} is limited to ${is}, before to ${was}`,
    reason: 'Every value that comes could have come before.',
  },
  'output-limit-loosened': {
    class: 'dangerous',
    text: ({ path, was, is }) => `field ${path} is limited to ${is}, before to ${was}`,
    reason: 'A client that made room for the old limit may get more.',
  },
  'output-default-changed': {
    class: 'safe',
    text: ({ path, was, is }) => `field ${path} counts as ${is} when missing, before as ${was}`,
    reason: 'Answers are as they were; only what is said of a missing field differs.',
  },
  'output-default-documented': {
    class: 'safe',
    text: ({ path, is }) => `field ${path} is said to count as ${is} when missing`,
    reason: 'Answers are as they were.',
  },
  'output-closed': {
    class: 'safe',
    text: ({ path }) => `${path} has no fields besides those that are described`,
    reason: 'What is described is there as before.',
  },
  'output-opened': {
    class: 'dangerous',
    text: ({ path }) => `${path} may have fields that are not described`,
    reason: 'A client that checks answers against the schema it kept refuses one with other fields.',
  },
  'output-alternative-removed': {
    class: 'safe',
    text: ({ path }) => `field ${path} has one form less`,
    reason: 'A case that a client handles does not occur.',
  },
  'output-alternative-added': {
    class: 'dangerous',
    text: ({ path }) => `field ${path} has one form more`,
    reason: 'A client that handles each known form has no case for this one.',
  },
  'output-rule-added': {
    class: 'safe',
    text: ({ path, is }) => `field ${path} also fits ${is}`,
    reason: 'Every value that comes could have come before.',
  },
  'output-rule-removed': {
    class: 'dangerous',
    text: ({ path, was }) => `field ${path} need not fit ${was} any more`,
    reason: 'A client may get a value that it did not expect.',
  },
  'output-rule-changed': {
    class: 'dangerous',
    text: ({ path, is }) => `field ${path} has another ${is}`,
    reason: 'A client may get a value that it did not expect.',
  },
  'output-described': {
    class: 'safe',
    text: ({ path, is }) => `field ${path} has another ${is}`,
    reason: 'Answers are as they were.',
  },
});
