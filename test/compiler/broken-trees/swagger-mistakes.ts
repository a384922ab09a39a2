import { mark } from './marks.ts';
import { type Mistake, somewhere } from './mistake.ts';

/** Mistakes in a description of OpenAPI 2.0 that is written as JSON, indented by two. */
export function swaggerMistakes(file: string) {
  const inText = (pattern: RegExp, to: Parameters<typeof somewhere>[2]): Mistake =>
    somewhere(file, pattern, to);
  const parameter = /\n {10}\{\n(?: {12}"\w+": .*\n)*? {12}/.source;
  return {
    unknownLocation: inText(new RegExp(`${parameter}"in": ("query")`), () => `${mark('RSH4005')}"qurey"`),
    unknownType: inText(new RegExp(`${parameter}"type": ("string")`), () => `${mark('RSH4006')}"strng"`),
    wordAsFlag: inText(new RegExp(`${parameter}"required": (true)`), () => `${mark('RSH4006')}"certainly"`),
    unknownCollectionFormat: inText(
      new RegExp(`${parameter}("type": "string"),\n {12}"in": "query"`),
      () =>
        `"type": "array",\n            "items": { "type": "string" },\n            "collectionFormat": ${mark('RSH4013')}"cvs"`,
    ),
    misspelledRef: inText(
      /\n {10}"200": \{\n {12}"description": "OK",\n {12}"schema": (\{)\n {14}"type": "object"/,
      () => `{\n              "$ref": ${mark('RSH4001')}"#/definitions/nowhere",`,
    ),
    misspelledParameterRef: inText(
      /\n {8}"parameters": (\[)\n {10}\{/,
      () => `[\n          { "$ref": ${mark('RSH4001')}"#/parameters/pages" },`,
    ),
    missingComma: inText(/\n {8}"operationId": "\w+"(,\n {8})"/, () => `\n        ${mark('RSH1004')}`),
    unknownField: inText(/\n {8}("operationId"): "/, () => `${mark('RSH4006')}"operationID"`),
    illegalToolName: inText(
      /\n {8}("operationId"): "/,
      (key) => `"x-reshapr-tool-name": ${mark('RSH4016')}"list them",\n        ${key}`,
    ),
    unknownVersion: inText(/\n {2}"swagger": ("2.0")/, () => `${mark('RSH4004')}"2.1"`),
  };
}
