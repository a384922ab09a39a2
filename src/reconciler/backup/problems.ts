import { problemKind } from '../../kernel/index.ts';

export const backupUnusable = problemKind<{ file: string; why: string }>({
  code: 'RSH8080',
  title: 'A backup cannot be used',
  help: 'A backup is checked when it is written and before it is restored: every file in it has its SHA-256, and the journal is a chain. Nothing was changed.',
  message: ({ file, why }) => `cannot use ${file}: ${why}`,
  hint: () => 'take another backup: `reshapr backup <file>` on the machine of the control plane',
});

export const notEmpty = problemKind<{ directory: string }>({
  code: 'RSH8081',
  title: 'A state directory that is not empty',
  help: 'A backup is restored into a directory that is empty or does not exist, so that nothing is mixed or lost.',
  message: ({ directory }) => `${directory} is not empty`,
  hint: () => 'give another directory with --state, or move what is there away',
});

export const storeTooOld = problemKind<{ version: number; oldest: number }>({
  code: 'RSH8082',
  title: 'The store is of a version that is not read any more',
  help: 'A store says in its journal which format it has. Formats that this version knows are migrated when it is opened; this one is older. Nothing was changed.',
  message: ({ version, oldest }) => `the store has format ${version}; this version reads ${oldest} and newer`,
  hint: () => 'start a version of reshapr in between once, or restore a newer backup',
});

export const nothingAhead = problemKind<Record<string, never>>({
  code: 'RSH8083',
  title: 'There is nothing to recover from',
  help: '`recover` begins an epoch above every one that gateways report. It is for a control plane whose store was put back or lost its end, which `status` shows: its gateways are ahead.',
  message: () => 'no gateway is ahead of this control plane',
  hint: () => 'look at `reshapr status`; with --force an epoch is begun all the same',
});
