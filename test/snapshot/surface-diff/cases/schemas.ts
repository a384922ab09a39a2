import type { ChangeClass } from '../../../../src/snapshot/index.ts';

type Schema = object | boolean;
/** Two schemas of one value. */
export type SchemaPair = readonly [before: Schema, after: Schema];

/**
 * One thing that happens to a schema, seen from both sides. *Sender*: what a client meets whose calls fit the old
 * schema of an argument. *Reader*: what one meets that reads answers by the old schema.
 */
export interface SchemaCase {
  readonly sender: readonly [ChangeClass, string];
  readonly reader: readonly [ChangeClass, string];
  readonly pairs: readonly SchemaPair[];
  readonly near: readonly [why: string, pair: SchemaPair, instead: readonly string[]];
}

const object = (properties: object, more: object = {}): object => ({ type: 'object', properties, ...more });
const text = { type: 'string' };

/** By event; the schemas are those of a value as a whole. */
export const schemaCases: Readonly<Record<string, SchemaCase>> = {
  'required-property-added': {
    sender: ['breaking', 'its call lacks the argument and is refused: "id is required"'],
    reader: ['safe', 'it does not read a field that it does not know'],
    pairs: [
      [object({}), object({ id: text }, { required: ['id'] })],
      [object({ a: text }, { required: ['a'] }), object({ a: text, b: text }, { required: ['a', 'b'] })],
      [object({}), object({ id: { type: 'string', default: 'x' } }, { required: ['id'] })],
    ],
    near: ['a new one that may be missing', [object({}), object({ id: text })], ['property-added']],
  },
  'property-added': {
    sender: ['safe', 'its call lacks the argument, which may be left out'],
    reader: ['safe', 'it does not read a field that it does not know'],
    pairs: [
      [object({}), object({ id: text })],
      [object({ a: text }), object({ a: text, b: { type: 'integer' } })],
    ],
    near: [
      'one that was there, and must be given now',
      [object({ id: text }), object({ id: text }, { required: ['id'] })],
      ['property-became-required'],
    ],
  },
  'property-became-required': {
    sender: ['breaking', 'its call that leaves the argument out is refused'],
    reader: ['safe', 'the field that it looks for is always there'],
    pairs: [
      [object({ id: text }), object({ id: text }, { required: ['id'] })],
      [object({ a: object({ b: text }) }), object({ a: object({ b: text }, { required: ['b'] }) })],
    ],
    near: [
      'required in another order',
      [
        object({ a: text, b: text }, { required: ['a', 'b'] }),
        object({ a: text, b: text }, { required: ['b', 'a'] }),
      ],
      [],
    ],
  },
  'property-became-optional': {
    sender: ['safe', 'its call gives the argument, as it may'],
    reader: ['breaking', 'it reads the field without looking whether it is there, and at times it is not'],
    pairs: [
      [object({ id: text }, { required: ['id'] }), object({ id: text })],
      [
        object({ a: text, b: text }, { required: ['a', 'b'] }),
        object({ a: text, b: text }, { required: ['a'] }),
      ],
    ],
    near: [
      'one that may be null now, but is always there',
      [
        object({ id: text }, { required: ['id'] }),
        object({ id: { type: ['string', 'null'] } }, { required: ['id'] }),
      ],
      ['type-widened'],
    ],
  },
  'type-narrowed': {
    sender: ['breaking', 'its call with 1.5 or null is refused'],
    reader: ['safe', 'each value that comes is of a type that it reads'],
    pairs: [
      [{ type: 'number' }, { type: 'integer' }],
      [{ type: ['string', 'null'] }, { type: 'string' }],
      [{}, { type: 'string' }],
    ],
    near: ['a list of one type', [{ type: 'string' }, { type: ['string'] }], []],
  },
  'type-widened': {
    sender: ['safe', 'the values that it sends are still accepted'],
    reader: ['breaking', 'it gets a 1.5 or a null where it reads whole numbers or text'],
    pairs: [
      [{ type: 'integer' }, { type: 'number' }],
      [{ type: 'string' }, { type: ['string', 'null'] }],
      [{ type: 'string' }, {}],
    ],
    near: [
      'number beside integer says nothing new',
      [{ type: 'number' }, { type: ['number', 'integer'] }],
      [],
    ],
  },
  'type-changed': {
    sender: ['breaking', 'its call with a value of the old type is refused'],
    reader: ['breaking', 'it gets values of a type that it does not read'],
    pairs: [
      [{ type: 'string' }, { type: 'integer' }],
      [
        { type: 'array', items: text },
        { type: 'object', additionalProperties: text },
      ],
      [{ type: ['string', 'null'] }, { type: ['integer', 'null'] }],
    ],
    near: ['the types of listed values', [{ type: 'string', enum: ['a'] }, { enum: ['a'] }], []],
  },
  'value-removed': {
    sender: ['breaking', 'its call with the value is refused'],
    reader: ['safe', 'a case that it handles does not occur'],
    pairs: [
      [{ enum: ['a', 'b'] }, { enum: ['a'] }],
      [
        { type: 'integer', enum: [1, 2, 3] },
        { type: 'integer', enum: [1] },
      ],
    ],
    near: ['the same values in another order', [{ enum: ['a', 'b'] }, { enum: ['b', 'a'] }], []],
  },
  'value-added': {
    sender: ['safe', 'the values that it sends are still accepted'],
    reader: ['dangerous', 'it has a case for each known value, and none for this one'],
    pairs: [
      [{ enum: ['a'] }, { enum: ['a', 'b'] }],
      [{ const: 'a' }, { enum: ['a', 'b'] }],
    ],
    near: ['one value, written otherwise', [{ const: 'a' }, { enum: ['a'] }], []],
  },
  'values-listed': {
    sender: ['breaking', 'its call with any other value is refused'],
    reader: ['safe', 'each value that comes could have come before'],
    pairs: [
      [text, { type: 'string', enum: ['a', 'b'] }],
      [{ type: 'integer' }, { type: 'integer', const: 1 }],
    ],
    near: [
      'values that are only given as examples',
      [text, { type: 'string', examples: ['a', 'b'] }],
      ['described'],
    ],
  },
  'values-freed': {
    sender: ['safe', 'the values that it sends are still accepted'],
    reader: ['dangerous', 'it has a case for each known value, and none for others'],
    pairs: [
      [{ type: 'string', enum: ['a', 'b'] }, text],
      [{ type: 'string', const: 'a' }, text],
    ],
    near: ['a longer list', [{ enum: ['a'] }, { enum: ['a', 'b'] }], ['value-added']],
  },
  'limit-tightened': {
    sender: ['breaking', 'its call with a value beyond the new limit is refused'],
    reader: ['safe', 'each value that comes could have come before'],
    pairs: [
      [
        { type: 'integer', maximum: 100 },
        { type: 'integer', maximum: 50 },
      ],
      [text, { type: 'string', minLength: 1 }],
      [
        { type: 'number', minimum: 0 },
        { type: 'number', exclusiveMinimum: 0 },
      ],
      [{ type: 'array' }, { type: 'array', maxItems: 10 }],
    ],
    near: [
      'an open limit of whole numbers is the closed one beside it',
      [
        { type: 'integer', minimum: 1 },
        { type: 'integer', exclusiveMinimum: 0 },
      ],
      [],
    ],
  },
  'limit-loosened': {
    sender: ['safe', 'the values that it sends are still accepted'],
    reader: ['dangerous', 'it made room for 20 characters and gets 40'],
    pairs: [
      [
        { type: 'string', maxLength: 20 },
        { type: 'string', maxLength: 40 },
      ],
      [{ type: 'integer', minimum: 1 }, { type: 'integer' }],
      [
        { type: 'number', exclusiveMaximum: 1 },
        { type: 'number', maximum: 1 },
      ],
    ],
    near: ['a limit that says nothing', [text, { type: 'string', minLength: 0 }], []],
  },
  'default-changed': {
    sender: ['dangerous', 'its call that leaves the argument out is served, and means something else'],
    reader: ['safe', 'answers are as they were'],
    pairs: [
      [
        { type: 'integer', default: 10 },
        { type: 'integer', default: 100 },
      ],
      [{ type: 'string', default: 'asc' }, text],
    ],
    near: [
      'a default that is written down for the first time',
      [{ type: 'integer' }, { type: 'integer', default: 10 }],
      ['default-documented'],
    ],
  },
  'default-documented': {
    sender: ['safe', 'the backend decides what a missing argument means, as before'],
    reader: ['safe', 'answers are as they were'],
    pairs: [
      [{ type: 'integer' }, { type: 'integer', default: 10 }],
      [text, { type: 'string', default: '' }],
    ],
    near: ['an example is no default', [text, { type: 'string', examples: ['a'] }], ['described']],
  },
  closed: {
    sender: ['breaking', 'its call with an argument of its own making is refused'],
    reader: ['safe', 'what is described is there as before'],
    pairs: [
      [object({}), object({}, { additionalProperties: false })],
      [
        object({ a: text }, { additionalProperties: text }),
        object({ a: text }, { additionalProperties: false }),
      ],
      [object({}), object({}, { unevaluatedProperties: false })],
    ],
    near: [
      'others are described, not forbidden',
      [object({}), object({}, { additionalProperties: text })],
      ['type-narrowed'],
    ],
  },
  opened: {
    sender: ['safe', 'its call with described arguments is still accepted'],
    reader: ['dangerous', 'it checks answers by the schema that it kept, and refuses one with other fields'],
    pairs: [
      [object({}, { additionalProperties: false }), object({})],
      [object({}, { additionalProperties: false }), object({}, { additionalProperties: text })],
    ],
    near: ['open is what is not said', [object({}), object({}, { additionalProperties: true })], []],
  },
  'alternative-removed': {
    sender: ['breaking', 'its call with a value of that form is refused'],
    reader: ['safe', 'a case that it handles does not occur'],
    pairs: [
      [{ anyOf: [text, { type: 'integer' }] }, { anyOf: [text] }],
      [{ oneOf: [text, { type: 'null' }, { type: 'boolean' }] }, { oneOf: [text, { type: 'null' }] }],
    ],
    near: [
      'the same forms in another order',
      [{ anyOf: [text, { type: 'null' }] }, { anyOf: [{ type: 'null' }, text] }],
      [],
    ],
  },
  'alternative-added': {
    sender: ['safe', 'the forms that it sends are still accepted'],
    reader: ['dangerous', 'it has a case for each known form, and none for this one'],
    pairs: [
      [{ anyOf: [text] }, { anyOf: [text, { type: 'integer' }] }],
      [{ oneOf: [object({ a: text })] }, { oneOf: [object({ a: text }), object({ b: text })] }],
    ],
    near: [
      'one form that changed is compared',
      [{ anyOf: [text, { type: 'integer' }] }, { anyOf: [text, { type: 'number' }] }],
      ['type-widened'],
    ],
  },
  'rule-added': {
    sender: ['breaking', 'its call with a value that does not fit is refused'],
    reader: ['safe', 'each value that comes could have come before'],
    pairs: [
      [text, { type: 'string', format: 'email' }],
      [text, { type: 'string', pattern: '^[a-z]+$' }],
      [{ type: 'array' }, { type: 'array', uniqueItems: true }],
      [{ allOf: [text] }, { allOf: [text, { maxLength: 3 }] }],
    ],
    near: [
      'a format that nobody checks',
      [{ type: 'integer' }, { type: 'integer', format: 'int32' }],
      ['described'],
    ],
  },
  'rule-removed': {
    sender: ['safe', 'the values that it sends are still accepted'],
    reader: ['dangerous', 'it parses the field as a date, and gets something that is none'],
    pairs: [
      [{ type: 'string', format: 'date' }, text],
      [{ type: 'string', pattern: '^a' }, text],
      [{ anyOf: [{ required: ['a'] }, { required: ['b'] }] }, {}],
    ],
    near: ['a rule that says nothing', [{ type: 'array', uniqueItems: false }, { type: 'array' }], []],
  },
  'rule-changed': {
    sender: ['dangerous', 'its call may be refused: which values fit both cannot be told'],
    reader: ['dangerous', 'it may get a value that it did not expect'],
    pairs: [
      [
        { type: 'string', format: 'date' },
        { type: 'string', format: 'date-time' },
      ],
      [
        { type: 'string', pattern: '^a' },
        { type: 'string', pattern: '^[ab]' },
      ],
      [{ not: { required: ['a'] } }, { not: { required: ['b'] } }],
    ],
    near: [
      'a rule that is written in another order',
      [{ not: { type: 'string', maxLength: 3 } }, { not: { maxLength: 3, type: 'string' } }],
      [],
    ],
  },
  described: {
    sender: ['safe', 'its call is valid; only the text about it differs'],
    reader: ['safe', 'answers are as they were'],
    pairs: [
      [text, { type: 'string', description: 'A name.' }],
      [text, { type: 'string', deprecated: true }],
      [
        { type: 'integer', format: 'int32' },
        { type: 'integer', format: 'int64' },
      ],
    ],
    near: ['what only tools of the spec read', [text, { type: 'string', 'x-order': 1 }], []],
  },
};
