import { describe, expect, it } from 'vitest';
import type { Labels, Metrics } from '../../../src/kernel/index.ts';
import { countIntents } from '../../../src/reconciler/fleet/observe.ts';
import type { Intent } from '../../../src/wire/index.ts';
import { silentMetrics } from '../../support/silent-metrics.ts';

function intent(mode: Intent['mode'], reason: Intent['reason'], bytes: number): Intent {
  return { type: 'intent', transaction: 1, mode, reason, puts: 0, removes: 0, bytes };
}

describe('every Intent is counted by its reason', () => {
  it.each([
    {
      told: intent('delta', 'changed', 120),
      counted: ['reshapr_intents_total delta changed 1', 'reshapr_object_bytes_total changed 120'],
    },
    { told: intent('none', 'in-sync', 0), counted: ['reshapr_intents_total none in-sync 1'] },
  ])('$counted', ({ told, counted }) => {
    const lines: string[] = [];
    const metrics: Metrics = {
      ...silentMetrics,
      counter: (name) => ({
        add: (value: number, labels: Labels = {}) =>
          void lines.push([name, ...Object.values(labels), value].join(' ')),
      }),
    };
    countIntents(metrics)(told);
    expect(lines).toEqual(counted);
  });
});
