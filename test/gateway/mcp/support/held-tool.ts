import { type FakeTool, textResult } from './fake-surfaces.ts';

/** A tool whose backend takes its time: until `release`, or until the call is aborted. */
export interface HeldTool {
  readonly tool: FakeTool;
  /** A call has reached the backend. */
  readonly started: Promise<void>;
  /** The call's signal was aborted. */
  readonly aborted: Promise<void>;
  release(): void;
}

export function heldTool(name: string): HeldTool {
  const started = deferred();
  const aborted = deferred();
  const released = deferred();
  const tool: FakeTool = {
    name,
    async run(_args, { signal }) {
      signal.addEventListener('abort', aborted.resolve);
      started.resolve();
      await Promise.race([released.promise, aborted.promise]);
      if (signal.aborted) throw new Error('aborted');
      return textResult(`released ${name}`);
    },
  };
  return { tool, started: started.promise, aborted: aborted.promise, release: released.resolve };
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
