import { describe, expect, it } from 'vitest';
import { planTypes, policyExpressions } from '../../../src/snapshot/index.ts';

const { expressionFault, evaluateExpression, planValue } = await policyExpressions();

describe('the check of an expression', () => {
  it.each([
    ['true'],
    ['plan.endpoints.all(e, e.access != "open")'],
    ['plan.changes.filter(c, c.class == "breaking").size() < 3'],
    ['!plan.exposure.exists(x, x.kind == "destructive-tool-added" && x.access == "open")'],
    ['plan.endpoints.all(e, !has(e.labels.env) || e.labels.env != "prod")'],
    ['plan.changes.all(c, c.at.file.startsWith("specs/"))'],
    ['plan.context.all(c, c.after <= c.before + 500)'],
    ['plan.commit.matches("^[0-9a-f]+$")'],
  ])('takes %s', (expression) => {
    expect(expressionFault(expression)).toBeUndefined();
  });

  it.each([
    ['plan.endpoints.all(e,', /./, undefined],
    ['plan.endpoint.size() == 0', 'No such key: endpoint', 'endpoint'],
    ['plan.endpoints.all(e, e.acces != "open")', 'No such key: acces', 'acces'],
    ['plans.endpoints.size() == 0', 'Unknown variable: plans', 'plans'],
    ['plan.endpoints.all(e, e.tools < "3")', 'no such overload: int < string', undefined],
    ['plan.endpoints', 'it says list<Endpoint>, not true or false', 'plan.endpoints'],
    ['"yes"', 'it says string, not true or false', '"yes"'],
    [`${'('.repeat(100)}true${')'.repeat(100)}`, /depth/i, undefined],
  ])('refuses %s', (expression, why, at) => {
    const fault = expressionFault(expression);
    if (typeof why === 'string') expect(fault?.why).toBe(why);
    else expect(fault?.why).toMatch(why);
    if (at !== undefined) expect(expression.slice(fault?.start, fault?.end)).toBe(at);
  });
});

const endpoint = {
  name: 'orders',
  access: 'open',
  labels: { env: 'prod' },
  tools: 2,
  destructiveTools: ['del'],
};

describe('the evaluation of an expression', () => {
  it.each<[string, object, boolean]>([
    ['plan.endpoints.all(e, e.access != "open")', { endpoints: [] }, true],
    ['plan.endpoints.all(e, e.access != "open")', { endpoints: [endpoint] }, false],
    ['plan.endpoints.all(e, e.tools < 3)', { endpoints: [endpoint] }, true],
    ['plan.endpoints.all(e, has(e.labels.env) && e.labels.env == "prod")', { endpoints: [endpoint] }, true],
    // What a plan leaves out is empty.
    [
      'plan.changes.all(c, c.at.commit == "" && c.names.size() == 0)',
      { changes: [{ type: 'manifest' }] },
      true,
    ],
    ['plan.commit == ""', {}, true],
  ])('%s', (expression, plan, expected) => {
    expect(evaluateExpression(expression, planValue(plan))).toBe(expected);
  });

  it('fails, and says why, where a key is asked for that is not there', () => {
    const value = planValue({ endpoints: [{ ...endpoint, labels: {} }] });
    expect(() => evaluateExpression('plan.endpoints.all(e, e.labels.env != "prod")', value)).toThrow(
      'No such key: env',
    );
  });

  it.each([
    [
      'asks every change about every other',
      'plan.changes.all(a, plan.changes.all(b, plan.changes.all(c, plan.changes.all(d, a.text + b.text + c.text + d.text != "x"))))',
    ],
    ['has a pattern that never ends', 'plan.source.matches("^(a+)+$")'],
  ])('ends in time when it %s', (_, expression) => {
    const value = planValue({
      source: `${'a'.repeat(60)}!`,
      changes: Array.from({ length: 500 }, () => ({ text: 'a' })),
    });
    expect(() => evaluateExpression(expression, value, 50)).toThrow('it took longer than 50 ms');
  });

  it('can ask for every field that is declared', () => {
    const fields = Object.keys(planTypes.Plan);
    const expression = fields.map((field) => `dyn(plan.${field}) == dyn(plan.${field})`).join(' && ');
    expect(evaluateExpression(expression, planValue({}))).toBe(true);
  });
});
