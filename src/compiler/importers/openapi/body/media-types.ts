import type { HttpBody } from '../../../../snapshot/index.ts';

/** The media type that a body is sent in. */
export interface ChosenType {
  /** As the spec writes it. */
  readonly type: string;
  readonly encoding: HttpBody['encoding'];
}

/** What the choice depends on besides the name of a type. */
export interface TypeFacts {
  /** Whether a body of this type is a file, or has one among its properties. */
  hasFile(type: string): boolean;
  /** Whether a body of this type is text by its schema. */
  isText(type: string): boolean;
}

type Test = (type: string, given: string, facts: TypeFacts) => boolean;

const multipart = 'multipart/form-data';
const isRange = (type: string): boolean => type === '*/*' || type === 'application/*';
const isPatchOfLists = (type: string): boolean => type === 'application/json-patch+json';

/**
 * What is sent, the best first: JSON as it is, as a vendor calls it, or as the server may read it; a form; then text,
 * and at last bytes, which a model can only write in base64. Of several of a kind the first in the spec.
 */
const preference: readonly (readonly [HttpBody['encoding'], Test])[] = [
  ['json', (type) => type === 'application/json'],
  ['json', (type) => type === 'application/merge-patch+json'],
  ['json', (type) => isJsonType(type) && !isPatchOfLists(type)],
  ['json', isJsonType],
  ['json', (type, given, facts) => isRange(type) && !facts.hasFile(given)],
  ['multipart', (type, given, facts) => type === multipart && facts.hasFile(given)],
  ['form', (type) => type === 'application/x-www-form-urlencoded'],
  ['multipart', (type) => type === multipart],
  ['multipart', (type) => type === 'multipart/mixed'],
  ['text', (type) => type.startsWith('text/')],
  ['text', (type, given, facts) => isTextType(type) || (isOther(type) && facts.isText(given))],
  ['base64', (type) => isOther(type) || isRange(type)],
];

/** The media type to send of those that a spec offers; undefined when there is none that can be written. */
export function chooseType(types: readonly string[], facts: TypeFacts): ChosenType | undefined {
  for (const [encoding, test] of preference) {
    const type = types.find((given) => test(bareType(given), given, facts));
    if (type !== undefined) return { type, encoding };
  }
  return undefined;
}

/** A spec may declare a range of media types (`text/*`); a request has one. */
export function concreteType({ type, encoding }: ChosenType): string {
  if (!type.includes('*')) return type;
  if (encoding === 'json') return 'application/json';
  return encoding === 'text' ? 'text/plain' : 'application/octet-stream';
}

/** A media type in lower case, without its parameters. */
export function bareType(type: string): string {
  return type.replace(/;.*$/s, '').trim().toLowerCase();
}

export function isJsonType(type: string): boolean {
  return /^(application\/json|[^;]+\+json)$/.test(bareType(type));
}

/** Whether content of this type is text that people can write. */
export function isTextType(type: string): boolean {
  const bare = bareType(type);
  return (
    /^text\/|\+(xml|yaml)$/.test(bare) ||
    /^application\/(xml|yaml|x-yaml|javascript|graphql|sql|toml|jwt|jsonl|x-?ndjson|json-seq)$/.test(bare)
  );
}

/** What is neither a range nor made of parts: of other kinds of parts than those of a form nobody says which is which. */
function isOther(type: string): boolean {
  return !type.startsWith('multipart/') && /^[^/*]+\/[^/]+$/.test(type);
}
