import { defineConfig } from 'vitest/config';

/**
 * `unit` runs in one process; `e2e` starts real processes, one file after the other. `corpus` and `conformance`
 * compare with oracles that only CI installs (test/oracles); `bench` runs the benchmarks small and asserts counts.
 */
export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: ['test/support/seed.ts'],
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/e2e/**',
            'test/corpus/**',
            'test/conformance/**',
            'test/bench/**',
            'test/oracles/**',
          ],
          pool: 'threads',
          isolate: false,
          maxWorkers: 2,
          testTimeout: 20_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
      project('e2e', 60_000),
      project('corpus', 300_000),
      project('conformance', 300_000),
      project('bench', 120_000),
    ],
  },
});

/** Test files of one folder, each in a process of its own; those of `e2e`, which mostly wait, in three processes. */
function project(name: string, timeout: number) {
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      pool: 'forks' as const,
      // What `e2e` shows happens in processes of its own: its files can share the modules that they load.
      isolate: name !== 'e2e',
      fileParallelism: name === 'e2e' || name === 'corpus',
      maxWorkers: name === 'e2e' ? 3 : 2,
      // After the unit tests, which keep both cores busy.
      sequence: { groupOrder: 1 },
      testTimeout: timeout,
      hookTimeout: timeout,
      expect: { poll: { timeout: 20_000 } },
    },
  };
}
