import { describe, expect, it } from 'vitest';
import { planDocumentSchema } from '../../../src/cli/plan/render/document.ts';
import { renderPlan } from '../../../src/cli/plan/render/render.ts';
import { plain } from '../support/test-io.ts';
import { samplePlan } from './support/sample-plans.ts';

/** What each of them shows is in `golden/`: read it before it is committed. */
describe.each(['first', 'quiet', 'described', 'loud', 'renamed', 'guarded'])(
  'the plan of an edit that is %s',
  (name) => {
    it.each([
      ['pretty', 'txt'],
      ['markdown', 'md'],
      ['json', 'golden.json'],
    ] as const)('%s', async (format, extension) => {
      const text = plain(renderPlan(await samplePlan(name), format));
      await expect(`${text}\n`).toMatchFileSnapshot(`golden/${name}.${extension}`);
    });

    it('fits the published schema', async () => {
      const document = JSON.parse(renderPlan(await samplePlan(name), 'json'));
      expect(planDocumentSchema.safeParse(document).error).toBeUndefined();
    });
  },
);
