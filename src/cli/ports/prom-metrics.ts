import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from '../../kernel/index.ts';

/** Prometheus metrics of one process, with those of the runtime. */
export function promMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    counter: (name, help, labelNames = []) => {
      const counter = new Counter({ name, help, labelNames: [...labelNames], registers });
      return { add: (value, labels) => counter.inc(labels ?? {}, value) };
    },
    gauge: (name, help, labelNames = []) => {
      const gauge = new Gauge({ name, help, labelNames: [...labelNames], registers });
      return { set: (value, labels) => gauge.set(labels ?? {}, value) };
    },
    histogram: (name, help, buckets, labelNames = []) => {
      const histogram = new Histogram({
        name,
        help,
        buckets: [...buckets],
        labelNames: [...labelNames],
        registers,
      });
      return { observe: (value, labels) => histogram.observe(labels ?? {}, value) };
    },
    render: () => registry.metrics(),
  };
}
