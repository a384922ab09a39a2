import { afterAll, describe, expect, it } from 'vitest';
import { standalone } from '../../../src/gateway/surface/list-entry.ts';
import type { JsonObject } from '../../../src/kernel/index.ts';
import { lazyCheck } from '../../../src/snapshot/schema-check.ts';
import { compileSpec } from '../../support/compile-spec.ts';
import { openApiWithout } from '../index.ts';
import { readSpec } from '../read-spec.ts';
import { operationNames, parsedSpec } from './count.ts';
import { type Answer, type Leniency, type SpecSchemas, specSchemas } from './spec-schemas.ts';

const specs = openApiWithout(/deref/);
const total = { examples: 0, valid: 0, found: {} as Record<string, number> };

/** Where the two verdicts differ for a reason: which reading of the description gives ours. */
const readings: readonly { readonly reason: string; readonly leniency: Leniency }[] = [
  {
    // OpenAPI 3.0.3, 4.7.24 lets `nullable` change the type only, so that an `enum` without null still refuses it. Who
    // writes both means that there may be null, and servers send it: the examples do.
    reason: 'nullable counts beside an enum that lacks null',
    leniency: { nullInEnum: true },
  },
  {
    // The same paragraph asks for a type beside it; who writes `nullable` beside an `allOf` means that it may be null.
    reason: 'nullable counts without a type',
    leniency: { nullWithoutType: true },
  },
  {
    // RFC 5321, 4.1.2: the domain of an address may be one label. ajv-formats wants a dot.
    reason: 'an e-mail address needs no dot',
    leniency: { noFormats: true },
  },
];

/** OpenAPI 3.1.1, 4.8.24.2 (`writeOnly`): is not sent as part of an answer. This example has one, in a closed object. */
const writeOnlyInAnswer = new Set(['POST /bookings/{bookingId}/payment']);

afterAll(() => {
  console.info('response examples', total);
});

describe('the verdict of an output schema about the examples of its answer is that of Ajv on the description', () => {
  it.each(specs)('$package $path', async (spec) => {
    const { file, text } = readSpec(spec);
    const parsed = parsedSpec(file, text);
    const described = specSchemas(parsed);
    const withExamples = operationNames(parsed).filter((name) =>
      described.answersOf(name).some(({ examples }) => examples.length > 0),
    );
    if (withExamples.length === 0) return;
    const { tools, schemas } = await compileSpec(text, 'http://localhost:1', file);
    const unexplained: unknown[] = [];
    for (const operation of withExamples) {
      const tool = tools.get(operation);
      if (tool?.outputSchema === undefined) continue;
      const answers = described.answersOf(operation);
      const check = lazyCheck(standalone(tool.outputSchema, tool.uses, (name) => schemas.get(name)));
      for (const example of answers.flatMap((answer) => answer.examples)) {
        const faults = check(tool.call.wrapResult === true ? { result: example } : example);
        const theirs = verdict(described, answers, example);
        total.examples++;
        if (theirs) total.valid++;
        if (theirs === (faults.length === 0)) continue;
        const reason = reasonOf(parsed, operation, answers, example, faults.length === 0);
        if (reason === undefined) unexplained.push({ operation, theirs, faults });
        else total.found[reason] = (total.found[reason] ?? 0) + 1;
      }
    }
    expect(unexplained).toEqual([]);
  });
});

/** Whether an example is valid by one of the schemas that the operation may answer by. */
function verdict(described: SpecSchemas, answers: readonly Answer[], example: unknown): boolean {
  return answers.some(({ schema }) => described.judge(schema)(example));
}

function reasonOf(
  spec: JsonObject,
  operation: string,
  answers: readonly Answer[],
  example: unknown,
  ours: boolean,
): string | undefined {
  if (writeOnlyInAnswer.has(operation)) return 'what is writeOnly is in no answer';
  const found = readings.find(
    ({ leniency }) => verdict(specSchemas(spec, leniency), answers, example) === ours,
  );
  return found?.reason;
}
