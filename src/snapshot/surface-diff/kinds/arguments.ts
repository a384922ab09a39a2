import { kinds } from '../change-kind.ts';

/** What a tool takes. A gateway checks arguments against the schema: what fitted before must fit now. */
export const argumentKinds = kinds({
  'input-required-property-added': {
    class: 'breaking',
    text: ({ path }) => `argument ${path} is new and has to be given`,
    reason: 'A call that was built before leaves it out and is refused. Nobody fills in a default.',
  },
  'input-property-added': {
    class: 'safe',
    text: ({ path }) => `takes an argument ${path}`,
    reason: 'It may be left out.',
  },
  'input-property-removed': {
    class: 'breaking',
    text: ({ path }) => `argument ${path} is not known any more`,
    reason: 'A call that gives it is refused, because unknown arguments are.',
  },
  'input-property-ignored': {
    class: 'dangerous',
    text: ({ path }) => `argument ${path} is not described any more`,
    reason: 'A call that gives it is accepted, and what it gives has no effect.',
  },
  'input-property-became-required': {
    class: 'breaking',
    text: ({ path }) => `argument ${path} has to be given now`,
    reason: 'A call that leaves it out is refused.',
  },
  'input-property-became-optional': {
    class: 'safe',
    text: ({ path }) => `argument ${path} may be left out now`,
    reason: 'A call that gives it is served as before.',
  },
  'input-type-narrowed': {
    class: 'breaking',
    text: ({ path, was, is }) => `argument ${path} takes ${is}, no longer ${was}`,
    reason: 'A call with a value of the other type is refused.',
  },
  'input-type-widened': {
    class: 'safe',
    text: ({ path, was, is }) => `argument ${path} takes ${is}, not only ${was}`,
    reason: 'Every value that was accepted still is.',
  },
  'input-type-changed': {
    class: 'breaking',
    text: ({ path, was, is }) => `argument ${path} takes ${is}, no longer ${was}`,
    reason: 'A call with a value of the old type is refused.',
  },
  'input-value-removed': {
    class: 'breaking',
    text: ({ path, was }) => `argument ${path} takes ${was} no longer`,
    reason: 'A call with this value is refused.',
  },
  'input-value-added': {
    class: 'safe',
    text: ({ path, is }) => `argument ${path} takes ${is} too`,
    reason: 'The values that were accepted still are.',
  },
  'input-values-listed': {
    class: 'breaking',
    text: ({ path, is }) => `argument ${path} takes only ${is}`,
    reason: 'A call with any other value is refused.',
  },
  'input-values-freed': {
    class: 'safe',
    text: ({ path, was }) => `argument ${path} takes more than ${was}`,
    reason: 'The values that were accepted still are.',
  },
  'input-limit-tightened': {
    class: 'breaking',
    text: ({ path, was, is }) => `argument ${path} is limited to ${is}, before to ${was}`,
    reason: 'A call with a value between the limits is refused.',
  },
  'input-limit-loosened': {
    class: 'safe',
    text: ({ path, was, is }) => `argument ${path} is limited to ${is}, before to ${was}`,
    reason: 'Every value that was accepted still is.',
  },
  'input-default-changed': {
    class: 'dangerous',
    text: ({ path, was, is }) => `argument ${path} counts as ${is} when left out, before as ${was}`,
    reason: 'A call that leaves it out is served, and means something else.',
  },
  'input-default-documented': {
    class: 'safe',
    text: ({ path, is }) => `argument ${path} is said to count as ${is} when left out`,
    reason: 'The backend decides what a missing argument means, and said so before or not.',
  },
  'input-closed': {
    class: 'breaking',
    text: ({ path }) => `${path} takes no unknown arguments any more`,
    reason: 'A call with an argument that is not described is refused.',
  },
  'input-opened': {
    class: 'safe',
    text: ({ path }) => `${path} takes unknown arguments now`,
    reason: 'Every call that was accepted still is.',
  },
  'input-alternative-removed': {
    class: 'breaking',
    text: ({ path }) => `argument ${path} takes one form less`,
    reason: 'A call with a value of this form is refused.',
  },
  'input-alternative-added': {
    class: 'safe',
    text: ({ path }) => `argument ${path} takes one form more`,
    reason: 'The forms that were accepted still are.',
  },
  'input-rule-added': {
    class: 'breaking',
    text: ({ path, is }) => `argument ${path} must also fit ${is}`,
    reason: 'A call with a value that does not is refused.',
  },
  'input-rule-removed': {
    class: 'safe',
    text: ({ path, was }) => `argument ${path} need not fit ${was} any more`,
    reason: 'Every value that was accepted still is.',
  },
  'input-rule-changed': {
    class: 'dangerous',
    text: ({ path, is }) => `argument ${path} has another ${is}`,
    reason: 'Which values fit both cannot be told: a call may be refused.',
  },
  'input-described': {
    class: 'safe',
    text: ({ path, is }) => `argument ${path} has another ${is}`,
    reason: 'Every call stays valid. A model reads another text when it fills in the arguments.',
  },
});
