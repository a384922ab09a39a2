// Kiosk: the GraphQL part of the sample backend.
import { readFileSync } from 'node:fs';
import { buildSchema, graphql } from 'graphql';
import { dishes, menus } from './data.mjs';

const schema = buildSchema(
  readFileSync(new URL('../reshapr.d/specs/kiosk.graphql', import.meta.url), 'utf8'),
);

const rootValue = {
  menu({ vessel, vegetarian = false }) {
    const sold = menus[vessel];
    if (sold === undefined) throw new Error(`there is no vessel ${vessel}`);
    return sold.map(dishOf).filter((dish) => dish.vegetarian || !vegetarian);
  },
  dish: ({ id }) => dishOf(id) ?? null,
};

/** Answers a GraphQL request: `{query, variables, operationName}`. */
export function askKiosk({ query, variables, operationName }) {
  return graphql({ schema, source: query, variableValues: variables, operationName, rootValue });
}

function dishOf(id) {
  return dishes.find((dish) => dish.id === id);
}
