import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coordinates } from '../../../src/compiler/bind/bound.ts';
import { compileSmall, manifest } from '../support/small-tree.ts';

function offered(name: string, version: string, slug: string): string {
  const service = `service: { name: "${name}", version: "${version}" }`;
  return [
    manifest('Service', slug, `file: orders.yaml\nname: "${name}"\nversion: "${version}"`),
    manifest('ConfigurationPlan', 'all', `${service}\nbackendEndpoint: http://localhost:1`),
    manifest('Exposition', slug, `${service}\nconfigurationPlan: all\ngatewayGroup: default\nname: ${slug}`),
  ].join('---\n');
}

it.each([
  ['Shop:1', '2', 'Shop', '1:2'],
  ['Shop/1', '2', 'Shop', '1/2'],
  ['Shop%3A1', '2', 'Shop:1', '2'],
])("service '%s' %s is not service '%s' %s", async (name, version, otherName, otherVersion) => {
  const { diagnostics, compiled } = await compileSmall({
    'a.yaml': offered(name, version, 'a'),
    'b.yaml': offered(otherName, otherVersion, 'b'),
  });
  expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  const services = compiled?.snapshot.objects.filter(({ name: of }) => of.startsWith('Service/'));
  expect(new Set(services?.map(({ name: of }) => of)).size).toBe(3);
});

it('two services have two names, whatever is in them', () => {
  const part = fc.string({ unit: fc.constantFrom(':', '/', '@', '%', '3', 'A', '2', 'F', 'a') });
  fc.assert(
    fc.property(part, part, part, part, (name, version, otherName, otherVersion) => {
      const same = name === otherName && version === otherVersion;
      const other = coordinates({ name: otherName, version: otherVersion });
      expect(coordinates({ name, version }) === other).toBe(same);
    }),
    { numRuns: 2000 },
  );
});
