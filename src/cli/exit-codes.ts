/** What a process ends with; documented in docs/reference/exit-codes.md. */
export const exitCodes = {
  /** Done; of a plan: nothing would change, or changes without `--detailed-exitcode`. */
  ok: 0,
  /** Something is wrong; standard error says what. */
  error: 1,
  /** Of a plan with `--detailed-exitcode`: something would change. */
  changes: 2,
  /** Blocked by a policy or a protection. */
  blocked: 3,
} as const;
