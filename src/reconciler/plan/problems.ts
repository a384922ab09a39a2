import { problemKind } from '../../kernel/index.ts';

export const uploadRefused = problemKind<{ why: string }>({
  code: 'RSH8021',
  title: 'An upload that is not a whole snapshot',
  help: 'The control plane checks every object that is uploaded, and that nothing which one refers to is missing. Nothing was changed.',
  message: ({ why }) => `the snapshot cannot be taken: ${why}`,
  hint: () => 'plan again, with the same version of reshapr as the control plane',
});

export const baseMoved = problemKind<{ planned: string; now: string }>({
  code: 'RSH8022',
  title: 'The plan was made on another base',
  help: 'Between plan and apply somebody applied something else to this source, so the plan no longer says what would happen. Nothing was changed.',
  message: ({ planned, now }) => `the plan is stale: it was made on ${planned}, and ${now} is deployed`,
  hint: () => 'run `reshapr plan` again and look at what it shows now',
});

export const planExpired = problemKind<{ expiredAt: string }>({
  code: 'RSH8023',
  title: 'The plan has expired',
  help: 'A saved plan may be applied for a day. Nothing was changed.',
  message: ({ expiredAt }) => `the plan expired at ${expiredAt}`,
  hint: () => 'run `reshapr plan` again',
});

export const planMismatch = problemKind<Record<string, never>>({
  code: 'RSH8024',
  title: 'The plan is not what would happen',
  help: 'The control plane compared both snapshots itself and came to another list of changes than the plan. The plan was altered, or was made by another version. Nothing was changed.',
  message: () => 'the control plane comes to another plan for this snapshot',
  hint: () => 'plan again, with the same version of reshapr as the control plane',
});

export const sourceIsSynced = problemKind<{ source: string }>({
  code: 'RSH8027',
  title: 'The source is synced from git',
  help: 'The control plane applies every commit of this source itself, and would soon undo a manual apply.',
  message: ({ source }) => `source '${source}' is synced from git`,
  hint: () => 'push a commit, or apply with --hold to keep git sync away until the next one',
});

export const unknownRevision = problemKind<{ revision: string }>({
  code: 'RSH8029',
  title: 'No such revision',
  help: 'Revisions are named by their number in the organization, or by the digest of their snapshot (at least eight digits of it).',
  message: ({ revision }) => `there is no revision ${revision}`,
  hint: () => 'list them with `reshapr history`',
});

export const policyDenied = problemKind<{
  names: readonly string[];
  message: string;
  error: string | undefined;
}>({
  code: 'RSH8041',
  title: 'A policy denies the plan',
  help: 'A `Policy` with severity `deny` does not hold for the plan: one of the tree, or one that is deployed, of whichever source; a policy that is deleted or changed by the same plan still counts. A policy that cannot be evaluated counts as broken. Nothing was changed, and the command ends with 3.',
  message: ({ names, message, error }) =>
    `denied by policy ${names.map((name) => `'${name}'`).join(', ')}: ${message}${error === undefined ? '' : ` (it could not be evaluated: ${error})`}`,
  hint: () =>
    'see `reshapr plan`; a plan that changes nothing but policies is not judged by those that it takes away',
});

export const planBlocked = problemKind<{ what: string; reason: string; count: number }>({
  code: 'RSH8042',
  title: 'The plan does what must not be done',
  help: 'Something that the plan would do is not allowed, for the reason that the plan shows. Nothing was changed, and the command ends with 3.',
  message: ({ what, reason, count }) =>
    `the plan is blocked: ${what}: ${reason}${count > 1 ? `, and ${count - 1} more` : ''}`,
  hint: () => 'look at `reshapr plan`',
});
