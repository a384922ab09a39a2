import type { Metrics } from '../../src/kernel/index.ts';

/** Metrics that nobody reads. */
export const silentMetrics: Metrics = {
  counter: () => ({ add: ignore }),
  gauge: () => ({ set: ignore }),
  histogram: () => ({ observe: ignore }),
  render: () => Promise.resolve(''),
};

function ignore(): void {}
