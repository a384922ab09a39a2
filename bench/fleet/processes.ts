import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('gateways.ts', import.meta.url));

/** Gateways in processes of their own, so that the control plane has one for itself. */
export function startGateways(
  mode: 'gateways' | 'floor',
  count: number,
  control: { readonly port: number; readonly token: string },
  directory: string,
  bundleBytes = 0,
): () => void {
  const processes = 2;
  const each = Math.ceil(count / processes);
  const children: ChildProcess[] = [];
  for (let from = 0; from < count; from += each) {
    const args = [
      mode,
      from,
      Math.min(each, count - from),
      control.port,
      control.token,
      directory,
      bundleBytes,
    ];
    const command = ['--import', 'tsx', script, ...args.map(String)];
    children.push(spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] }));
  }
  return () => {
    for (const child of children) child.kill('SIGKILL');
  };
}
