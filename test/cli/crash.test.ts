import { expect, it } from 'vitest';
import { traceOf } from '../../src/cli/crash.ts';

it('tells messages and traces of an error and its causes, and nothing else that they carry', () => {
  const cause = Object.assign(new Error('the backend hung up'), { headers: { authorization: 'canary' } });
  const error = Object.assign(new Error('the call failed', { cause }), { env: { KEY: 'canary' } });
  const trace = traceOf(error);
  expect(trace).toContain('Error: the call failed\n    at ');
  expect(trace).toContain('caused by Error: the backend hung up\n    at ');
  expect(trace).not.toContain('canary');
});

it.each([
  ['a text', 'no error at all', 'no error at all'],
  ['nothing', undefined, ''],
])('takes %s for what it is', (_, thrown, expected) => {
  expect(traceOf(thrown)).toBe(expected);
});

it('ends at causes that come back to themselves', () => {
  const error = new Error('round');
  error.cause = error;
  expect(traceOf(error).match(/Error: round/g)).toHaveLength(8);
});
