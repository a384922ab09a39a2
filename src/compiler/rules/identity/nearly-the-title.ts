import { findingKind } from '../../../kernel/index.ts';
import { manifestText } from '../example.ts';
import { rule } from '../rule.ts';

const service = (name: string): string =>
  manifestText('Service', 'orders', `file: orders.yaml\nname: ${name}`);
const spec = `openapi: 3.1.0
info: { title: Orders API, version: "1" }
paths: { /orders: { get: { responses: { "200": { description: all } } } } }
`;
const others = (name: string): Record<string, string> => ({
  'orders.yaml': spec,
  'service.yaml': service(name),
  'plan.yaml': manifestText(
    'ConfigurationPlan',
    'all',
    `service: { name: ${name}, version: "1" }\nbackendEndpoint: http://localhost:8080`,
  ),
  'exposition.yaml': manifestText(
    'Exposition',
    'orders',
    `service: { name: ${name} }\nconfigurationPlan: all\ngatewayGroup: default`,
  ),
});

/** A name that differs from the title by its case or its blanks was meant to be the title. */
export const nearlyTheTitle = rule({
  name: 'nearly-the-title',
  scope: 'service',
  kind: findingKind<{ name: string; title: string }>({
    code: 'RSH6081',
    severity: 'warning',
    title: 'A Service whose name is nearly the title of its spec',
    help: '`spec.name` takes the place of the title of the spec. It differs from it only by upper case, blanks, dashes or a plural, so it was most likely meant to be the same; ids and URLs are made from it.',
    message: ({ name, title }) => `this Service is called '${name}', its spec '${title}'`,
    hint: ({ title }) => `remove name: here, or write ${title}`,
  }),
  bad: others('OrdersAPI'),
  good: others('Orders'),
  check: ({ service: { manifest, spec } }, report) => {
    const { name } = manifest.spec;
    const title = spec?.name;
    if (name === undefined || title === undefined || name === title) return;
    if (plain(name) === plain(title)) report({ name, title }, manifest.at(['name']));
  },
});

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s_-]+/g, '')
    .replace(/s\b/g, '');
}
