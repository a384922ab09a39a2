/**
 * Calls `act` once, `ms` milliseconds from now, unless the function that it returns is called before. Beside the
 * clock of the kernel because a signal per call would cost more than the call.
 */
export type After = (ms: number, act: () => void) => () => void;

export const systemAfter: After = (ms, act) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};
