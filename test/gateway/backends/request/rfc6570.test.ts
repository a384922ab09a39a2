import fc from 'fast-check';
import { parseTemplate } from 'url-template';
import { expect, it } from 'vitest';
import { pathValue } from '../../../../src/gateway/backends/request/path.ts';
import { queryPairs } from '../../../../src/gateway/backends/request/query.ts';

const text = fc.string({ unit: 'binary', maxLength: 12 }).map((value) => value.toWellFormed());
/**
 * Lists and maps without members are left to the tables (RFC 6570 and OpenAPI disagree about them in a path), and
 * so are empty members, for which `url-template` leaves 3.2.1 ("if the member/value is empty, append the ifemp").
 */
const member = text.filter((given) => given !== '');
const value = fc.oneof(
  text,
  fc.integer(),
  fc.array(member, { minLength: 1, maxLength: 4 }),
  fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }), member, { minKeys: 1, maxKeys: 4 }),
);

const styles = [
  { style: 'simple', operator: '' },
  { style: 'label', operator: '.' },
  { style: 'matrix', operator: ';' },
] as const;

it('path styles are the expansions of RFC 6570 (oracle: url-template)', () => {
  fc.assert(
    fc.property(fc.constantFrom(...styles), fc.boolean(), value, ({ style, operator }, explode, given) => {
      const template = parseTemplate(`{${operator}color${explode ? '*' : ''}}`);
      expect(pathValue({ name: 'color', style, explode }, given)).toBe(template.expand({ color: given }));
    }),
    { numRuns: 2000 },
  );
});

it('form is the expansion of RFC 6570 (oracle: url-template)', () => {
  fc.assert(
    fc.property(fc.boolean(), value, value, (explode, first, second) => {
      const template = parseTemplate(`{?a${explode ? '*' : ''},b${explode ? '*' : ''}}`);
      const how = { style: 'form', explode } as const;
      const written = [...queryPairs('a', how, first), ...queryPairs('b', how, second)].join('&');
      expect(`?${written}`).toBe(template.expand({ a: first, b: second }));
    }),
    { numRuns: 2000 },
  );
});
