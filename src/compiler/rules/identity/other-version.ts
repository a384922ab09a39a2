import { findingKind } from '../../../kernel/index.ts';
import { manifestText } from '../example.ts';
import { rule } from '../rule.ts';

const service = (more: string): string => manifestText('Service', 'orders', `file: orders.yaml\n${more}`);
const spec = (version: string): string => `openapi: 3.1.0
info: { title: Orders, version: "${version}" }
paths: { /orders: { get: { responses: { "200": { description: all } } } } }
`;

/** The Service says one version and its spec another: mostly a spec that was replaced. */
export const otherVersion = rule({
  name: 'other-version',
  scope: 'service',
  kind: findingKind<{ version: string; ofSpec: string }>({
    code: 'RSH6080',
    severity: 'info',
    title: 'A Service with another version than its spec',
    help: '`spec.version` of a Service takes the place of the version that the spec says. That keeps ids and URLs when the spec moves on in small steps; it is a mistake when the spec was replaced by that of another version.',
    message: ({ version, ofSpec }) => `this Service is version ${version}, its spec says ${ofSpec}`,
    hint: () => 'remove version: here, or write the one of the spec, unless the URL is meant to stay',
  }),
  bad: { 'service.yaml': service('version: "1"'), 'orders.yaml': spec('2') },
  good: { 'service.yaml': service('version: "1"'), 'orders.yaml': spec('1') },
  check: ({ service: { manifest, spec: head } }, report) => {
    const { version } = manifest.spec;
    // Elsewhere it is the name of a package, or not there at all.
    if (head?.serviceType !== 'REST') return;
    const ofSpec = head.version;
    if (version !== undefined && ofSpec !== undefined && version !== ofSpec)
      report({ version, ofSpec }, manifest.at(['version']));
  },
});
