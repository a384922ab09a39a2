import { mark } from './marks.ts';
import { type Mistake, misspelt, somewhere } from './mistake.ts';

/** Mistakes in an OpenAPI description that is written as YAML, indented by two. */
export function yamlMistakes(file: string) {
  const inPaths = (pattern: RegExp, to: Parameters<typeof somewhere>[2]): Mistake =>
    somewhere(file, pattern, to);
  return {
    misspelledRef: inPaths(
      /\n {8}"200":\n {10}\$ref: ("#\/components\/responses\/\w+)"/,
      (ref, text) => mark('RSH4001') + misspelt(ref, text),
    ),
    unknownLocation: inPaths(/\n {10}in: (query)\n/, () => `${mark('RSH4005')}qurey`),
    unknownType: inPaths(
      /\n {10}in: \w+\n(?: {10}.*\n)* {12}type: (string)\n/,
      () => `${mark('RSH4006')}strng`,
    ),
    unknownField: inPaths(/\n {6}(summary): /, () => `${mark('RSH4006')}sumary`),
    illegalToolName: inPaths(
      /\n {6}(operationId): /,
      (key) => `x-reshapr-tool-name: ${mark('RSH4016')}list them\n      ${key}`,
    ),
    wordAsFlag: inPaths(
      /\n {10}in: \w+\n(?: {10}.*\n)*? {10}required: (true)\n/,
      () => `${mark('RSH4006')}certainly`,
    ),
    // Of a path with one operation, where the finding stands.
    misspelledPathParameter: inPaths(
      /\n {2}(\/\S*\{\w+\}\S*:\n {4})\w+:\n(?: {6}.*\n| *\n)*(?= {2}\/)/,
      (path) => path.replace(/(\w)\}/, '$1_of}') + mark('RSH4014'),
    ),
    keyTwice: inPaths(/\n {6}(operationId: \w+\n)/, (line) => `${line}      ${mark('RSH1005')}${line}`),
  };
}
