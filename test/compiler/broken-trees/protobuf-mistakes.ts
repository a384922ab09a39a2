import { mark } from './marks.ts';
import { atEnd, type Mistake, misspelt, named, somewhere } from './mistake.ts';
import { pick } from './random.ts';

const ignored = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"/g;

/** Mistakes that a protobuf file can have, whichever it is. */
export function protobufMistakes(file: string) {
  const inCode = (pattern: RegExp, to: Parameters<typeof somewhere>[2]): Mistake =>
    somewhere(file, pattern, to, ignored);
  return {
    misspelledType: inCode(
      /\n {2}(?:repeated )?([A-Z]\w+) \w+ = \d+/,
      (name, text) => mark('RSH4203') + misspelt(name, text),
    ),
    misspelledRequest: inCode(
      /\n {2}rpc \w+\((\w+)\)/,
      (name, text) => mark('RSH4203') + misspelt(name, text),
    ),
    missingSemicolon: inCode(
      /\n {2}(?:string|bool|int32) \w+ = \d+(;\s+)(?:string|bool|int32|repeated) /,
      (between) => between.slice(1) + mark('RSH4200'),
    ),
    numberTwice: inCode(
      /\nmessage \w+ \{(\n)/,
      () => `\n  string first_of_two = 7001;\n  string second_of_two = ${mark('RSH4209')}7001;\n`,
    ),
    reservedNumber: inCode(/\n {2}(?:string|bool|int32) \w+ = (\d+)/, () => `${mark('RSH4209')}19500`),
    numberOfNothing: inCode(/\n {2}(?:string|bool|int32) \w+ = (\d+)/, () => `${mark('RSH4209')}0`),
    fieldTwice: inCode(
      /\nmessage \w+ \{(\n)/,
      () => `\n  string again = 7003;\n  string ${mark('RSH4208')}again = 7004;\n`,
    ),
    messageTwice: atEnd(
      file,
      (text, random) => `message ${mark('RSH4208')}${pick(named(/^message (\w+)/, text), random)} {}`,
    ),
    enumOfOne: atEnd(file, () => `enum Late { LATE_UNSPECIFIED = ${mark('RSH4209')}1; }`),
    streamOfRequests: inCode(/\n {2}rpc (\w+\()\w+\)/, (head) => `${mark('RSH4207')}${head}stream `),
    unknownSyntax: somewhere(file, /\nsyntax = ("proto3")/, () => `${mark('RSH4209')}"proto4"`),
  };
}

/** A file that another one imports is not in the tree. */
export function withoutImported(importing: string, name: string): Mistake {
  return (texts, random) => {
    const { [name]: _, ...others } = texts;
    return somewhere(
      importing,
      new RegExp(`import (")${name}"`),
      (quote) => mark('RSH4201') + quote,
    )(others, random);
  };
}

/** An import that leads back to where it is imported from. */
export function importBack(importing: string, name: string): Mistake {
  return somewhere(importing, /\n(import )"/, (word) => `import ${mark('RSH4212')}"${name}";\n${word}`);
}
