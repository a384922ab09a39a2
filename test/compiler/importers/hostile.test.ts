import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/compiler/index.ts';
import { hasErrors, memoryTree } from '../../../src/kernel/index.ts';
import { hostile } from '../../fuzz/hostile.ts';
import { serviceTree } from '../../fuzz/trees.ts';

/** Enough for what doubles with each step never to end, and for what goes into itself to run out of stack. */
const size = Number(process.env['RESHAPR_HOSTILE_SIZE'] ?? 20);

/** What nobody would write compiles, or ends with findings. Time and memory are measured by `npm run fuzz`. */
describe('a spec with too much of one thing', () => {
  it.each([...hostile])('%s', async (_, { file, largest, text }) => {
    const tree = serviceTree({ [file]: text(Math.min(size, largest)) }, `file: ${file}`);
    const { diagnostics, compiled } = await compile(memoryTree(tree));
    expect(compiled === undefined).toBe(hasErrors(diagnostics));
  });

  // Each step was gone into from the one before.
  it('compositions by allOf that come back to themselves after 3,000 steps', async () => {
    const schemas = Array.from({ length: 3_000 }, (_, of) => [
      `T${of}`,
      { allOf: [{ $ref: `#/components/schemas/T${(of + 1) % 3_000}` }] },
    ]);
    const body = { content: { 'application/json': { schema: { $ref: '#/components/schemas/T0' } } } };
    const spec = {
      openapi: '3.1.0',
      info: { title: 'S', version: '1' },
      paths: { '/a': { post: { requestBody: body, responses: {} } } },
      components: { schemas: Object.fromEntries(schemas) },
    };
    const tree = serviceTree({ 's.json': JSON.stringify(spec) }, 'file: s.json');
    const { diagnostics } = await compile(memoryTree(tree));
    const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    expect(new Set(errors)).toEqual(new Set(['RSH4003']));
  });
});
