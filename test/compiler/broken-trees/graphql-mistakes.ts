import { mark } from './marks.ts';
import { atEnd, atStart, type Mistake, misspelt, named, somewhere } from './mistake.ts';
import { pick } from './random.ts';

const ignored = /"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*/g;

/** A name that the schema gives to an object. */
function anObject(text: string, random: () => number): string {
  return pick(named(/^type (\w+)/, text), random);
}

/** Mistakes that a file of a GraphQL schema can have, whichever it is. */
export function graphqlMistakes(file: string) {
  const inTypes = (pattern: RegExp, to: Parameters<typeof somewhere>[2]): Mistake =>
    somewhere(file, pattern, to, ignored);
  return {
    misspelledType: inTypes(
      /\n {2}\w+: \[?([A-Z]\w+)/,
      (name, text) => mark('RSH4101') + misspelt(name, text),
    ),
    misspelledArgumentType: inTypes(
      /\n {4}\w+: \[?([A-Z]\w+)/,
      (name, text) => mark('RSH4101') + misspelt(name, text),
    ),
    missingColon: inTypes(/\n {2}\w+(: )\w/, () => ` ${mark('RSH4100')}`),
    unclosedType: inTypes(/\n(\}\s+type )\w/, (between) => between.slice(1) + mark('RSH4100')),
    fieldTwice: inTypes(
      /\ntype \w+ \{(\s+)\w/,
      (space) => `\n  again: String\n  ${mark('RSH4103')}again: String${space}`,
    ),
    valueTwice: inTypes(/\nenum \w+ \{(\s+)\w/, (space) => `\n  again\n  ${mark('RSH4103')}again${space}`),
    typeTwice: atEnd(
      file,
      (text, random) => `type ${mark('RSH4102')}${anObject(text, random)} { again: ID }`,
    ),
    unknownDirective: inTypes(
      /\n {2}\w+: \[?\w+\]?!?(\n)/,
      (end, _text, random) => ` @${mark('RSH4104')}cached${Math.floor(random() * 1e6)}(seconds: 5)${end}`,
    ),
    wrongDefault: inTypes(/\n {4}\w+: Int = (\d+)/, () => `${mark('RSH4108')}"none"`),
    objectAsArgument: inTypes(
      /\n {4}\w+: (Int|Boolean|String)\b(?! =)/,
      (_type, text, random) => mark('RSH4102') + anObject(text, random),
    ),
    extensionOfNothing: atEnd(file, () => `extend type ${mark('RSH4102')}Nowhere { id: ID }`),
    requiredFile: atEnd(
      file,
      (_text, random) =>
        `scalar Upload\nextend type Query { ${mark('RSH4111')}scan${Math.floor(random() * 1e6)}(image: Upload!): String }`,
    ),
    operationAmongTypes: atEnd(file, () => `query ${mark('RSH4109')}Mine { __typename }`),
    missingImport: atStart(file, `# import "${mark('RSH4105')}common/scalars.graphql"\n`),
  };
}
