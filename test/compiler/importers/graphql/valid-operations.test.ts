import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { documentOf } from '../../../../src/gateway/backends/graphql/document.ts';
import { schemaOf } from '../../../support/graphql/executing-backend.ts';
import { featureSchema } from '../../../support/graphql/feature-schema.ts';
import { graphqlTools, relationSets } from '../../../support/graphql/graphql-tools.ts';

const { tools } = await graphqlTools(featureSchema);
const schema = schemaOf(featureSchema);

describe('every operation is valid', () => {
  it.each([...tools])('%s', (_, { call }) => {
    for (const relations of relationSets(call, 1, 20)) {
      const text = documentOf(call, relations);
      expect([text, validate(schema, parse(text)).map(({ message }) => message)]).toEqual([text, []]);
    }
  });
});
