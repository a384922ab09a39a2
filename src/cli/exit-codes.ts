/** What a process ends with. */
export const exitCodes = {
  ok: 0,
  error: 1,
  changes: 2,
  blocked: 3,
  toolFailed: 4,
} as const;

/** Problems that say that a policy or a protection stands in the way: RSH8041 and RSH8042. */
const blocking = new Set(['RSH8041', 'RSH8042']);

/** What a command ends with that ended in a problem. */
export function exitCodeOf({ code }: { readonly code: string }): number {
  return blocking.has(code) ? exitCodes.blocked : exitCodes.error;
}

/** What each of them says to a script; `docs/reference/exit-codes.md` is made from this. */
export const exitCodeMeanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  ok: 'Done. Of `plan`: nothing would change, or `--detailed-exitcode` was not given. Of `validate`: no errors; warnings and notes are none. Of `fmt --check`: nothing would change. Of `apply`, `rollback` and `wait`: every connected gateway serves the revision, or none is connected.',
  error:
    'Something is wrong, and standard error says what: a mistake in the call, errors in the tree, a control plane that refuses or cannot be reached, a rollout that was put back, a gateway that rejected the revision or did not answer in time, a failed check of `gateway --check`, an MCP endpoint that refuses, fails or cannot be reached, a layout that `fmt --check` would change. Also after Ctrl-C while `apply`, `rollback` or `wait` wait for gateways: the revision goes on by itself.',
  changes:
    'Of `plan --detailed-exitcode`: something would change. Of `drift`: a gateway serves something else than is desired.',
  blocked:
    'Blocked by a policy or a protection. Nothing was changed. Of `plan` and `apply`; the plan shows what blocks it.',
  toolFailed: 'Of `call`: the tool was called, and its result says that it failed (`isError`).',
};
