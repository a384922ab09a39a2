import { compile } from 'json-schema-to-typescript';
import { jsonSchemaOfPlan } from '../../src/cli/plan/render/document.ts';
import { jsonSchemaOfFindings } from '../../src/cli/report/findings-document.ts';
import {
  type JsonSchemaDocument,
  jsonSchemaOfKind,
  jsonSchemaOfManifests,
  kinds,
} from '../../src/manifest/index.ts';
import type { Generator } from './generator.ts';

/** `schemas/<Kind>.json` from the kinds, `schemas/<Kind>.d.ts` from those, and both for a manifest of any kind, for findings and for plans. */
export const schemas: Generator = {
  name: 'schemas',
  folder: 'schemas',
  outputs: async () => {
    const outputs = new Map<string, string>();
    const documents = new Map(kinds.map((kind) => [kind as string, jsonSchemaOfKind(kind)]));
    documents.set('Manifest', jsonSchemaOfManifests());
    documents.set('Findings', jsonSchemaOfFindings());
    documents.set('Plan', jsonSchemaOfPlan());
    for (const [name, document] of documents) {
      outputs.set(`schemas/${name}.json`, `${JSON.stringify(document, null, 2)}\n`);
      outputs.set(`schemas/${name}.d.ts`, await typesOf(name, document));
    }
    return outputs;
  },
};

/** TypeScript types of what a schema allows. */
function typesOf(name: string, document: JsonSchemaDocument): Promise<string> {
  // The compiler changes what it is given.
  return compile(structuredClone(document), name, {
    bannerComment: `/* Made from ${name}.json by \`npm run generate\`. */`,
    ignoreMinAndMaxItems: true,
    unknownAny: true,
    style: { singleQuote: true, printWidth: 110 },
  });
}
