import { createContext, runInContext } from 'node:vm';
import { Environment } from '@marcbachmann/cel-js';
import { celValue, planTypes } from './plan-types.ts';

/** Milliseconds that one expression may take; one that asks every change about every other may take forever. */
export const evaluationLimit = 1_000;

const environment = new Environment({
  enableOptionalTypes: true,
  limits: {
    maxAstNodes: 2_000,
    maxDepth: 64,
    maxListElements: 1_000,
    maxMapEntries: 1_000,
    maxCallArguments: 32,
  },
});
for (const [name, fields] of Object.entries(planTypes)) environment.registerType(name, { fields });
environment.registerVariable('plan', 'Plan');

/** What is wrong with an expression, and where in its text; offsets in UTF-16 code units. */
export interface ExpressionFault {
  readonly why: string;
  readonly start: number;
  readonly end: number;
}

/** What is wrong with an expression that has to say true or false of a plan; undefined when nothing is. */
export function expressionFault(expression: string): ExpressionFault | undefined {
  const { valid, type, error } = environment.check(expression);
  if (!valid) return faultOf(error, expression);
  if (type === 'bool' || type === 'dyn') return undefined;
  return { why: `it says ${type}, not true or false`, start: 0, end: expression.length };
}

/** A plan in the form that expressions are evaluated over; made once for all of them. */
export function planValue(plan: object): unknown {
  return celValue('Plan', plan);
}

/** Whether an expression holds for a plan. Throws what went wrong, in one line; never runs longer than the limit. */
export function evaluateExpression(expression: string, value: unknown, limit = evaluationLimit): boolean {
  const evaluate = environment.parse(expression);
  // The time limit of a script holds for all that it calls.
  const sandbox = createContext({ run: () => evaluate({ plan: value }) as unknown });
  let result: unknown;
  try {
    result = runInContext('run()', sandbox, { timeout: limit });
  } catch (error) {
    if (isTimeout(error)) throw new Error(`it took longer than ${limit} ms`, { cause: error });
    throw new Error(faultOf(error, expression).why, { cause: error });
  }
  if (typeof result !== 'boolean') throw new Error('it says neither true nor false');
  return result;
}

function isTimeout(error: unknown): boolean {
  return (error as { readonly code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}

function faultOf(error: unknown, expression: string): ExpressionFault {
  const { message, range } = error as { message?: string; range?: { start: number; end: number } };
  const [why = 'it is no CEL expression'] = String(message).split('\n');
  return { why, start: range?.start ?? 0, end: range?.end ?? expression.length };
}
