import { problemKind } from '../../kernel/index.ts';

export const rolloutRunning = problemKind<{ revision: number }>({
  code: 'RSH8060',
  title: 'A rollout is under way',
  help: 'Gateways of the organization are being moved to a revision, wave after wave. Another one begins when that is over. Nothing was changed.',
  message: ({ revision }) => `revision ${revision} is being rolled out`,
  hint: ({ revision }) =>
    `wait for it with \`reshapr wait ${revision}\`, or end it and apply this with --supersede`,
});

export const alreadyApplied = problemKind<{ revision: number; outcome: string }>({
  code: 'RSH8061',
  title: 'The plan was applied already',
  help: 'A plan may be applied once. Nothing was changed.',
  message: ({ revision, outcome }) => `the plan was applied already: it is revision ${revision} (${outcome})`,
  hint: ({ revision, outcome }) =>
    outcome === 'failed' || outcome === 'superseded'
      ? `look at \`reshapr show ${revision}\`; to try again, run \`reshapr plan\` again`
      : `run \`reshapr plan\` again and look at what it shows now`,
});

export const leaseHeld = problemKind<{ holder: string; purpose: string; since: string; expiresAt: string }>({
  code: 'RSH8062',
  title: 'Somebody else changes the organization',
  help: 'One apply or rollback at a time changes an organization. It holds a lease meanwhile, which ends by itself when its holder is gone. Nothing was changed.',
  message: ({ holder, purpose, since }) => `${holder} changes the organization since ${since} (${purpose})`,
  hint: ({ expiresAt }) =>
    `try again in a moment; if the holder is gone, wait until ${expiresAt}, or see \`reshapr force-unlock\``,
});

export const leaseLost = problemKind<{ fence: number; newest: number }>({
  code: 'RSH8063',
  title: 'The lease was lost',
  help: 'The change took so long that its lease ran out, or somebody took it away with `reshapr force-unlock`. Nothing was changed.',
  message: ({ fence, newest }) =>
    newest === fence
      ? `lease ${fence} was taken away before the change was recorded`
      : `lease ${fence} was lost before the change was recorded: lease ${newest} came after it`,
  hint: () => 'look at `reshapr history`, and plan again',
});

export const leaseOther = problemKind<{ now: string }>({
  code: 'RSH8064',
  title: 'The lease is another one by now',
  help: 'What was to be unlocked ended meanwhile. Nothing was changed.',
  message: ({ now }) => `the lease is another one by now: ${now}`,
  hint: () => 'look again with `reshapr force-unlock`',
});

export const wasInterrupted = problemKind<Record<string, never>>({
  code: 'RSH8065',
  title: 'The caller went away before anything was recorded',
  help: 'The apply was interrupted while the control plane checked the plan. Nothing was changed.',
  message: () => 'the apply was interrupted before anything was recorded',
  hint: () => 'apply again',
});

export const notKept = problemKind<{ revision: number }>({
  code: 'RSH8066',
  title: 'The content of the revision is not kept any more',
  help: 'The content of the last revisions of each source is kept, a hundred unless `serve --history` says more. What older ones consisted of is dropped.',
  message: ({ revision }) => `the content of revision ${revision} is not kept any more`,
  hint: () => '`reshapr history` lists the revisions; those that are kept can be shown and rolled back to',
});
