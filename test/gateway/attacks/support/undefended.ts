import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AttackClass } from './attack-class.ts';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Milliseconds without an outcome after which an attack has brought its process to a stand. */
const standMs = 4_000;

/** What comes of the attacks of a class, by what they are, when its defences are switched off. */
export async function undefended(name: string, of: AttackClass<unknown>): Promise<Map<string, string>> {
  const outcomes = new Map<string, string>();
  while (outcomes.size < of.attacks.length) {
    const stands = await runChild(name, of, outcomes);
    const next = of.attacks[outcomes.size];
    if (next !== undefined) outcomes.set(next.what, stands);
  }
  return outcomes;
}

/** Runs the attacks that have no outcome yet, as far as a process gets; says how it ended. */
function runChild(name: string, of: AttackClass<unknown>, outcomes: Map<string, string>): Promise<string> {
  const args = [
    '--import',
    path('switch-off.mjs'),
    '--import',
    'tsx',
    path('child.ts'),
    name,
    `${outcomes.size}`,
  ];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, SWITCHED_OFF: JSON.stringify(of.defences) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let why = '';
  child.stderr.on('data', (chunk: Buffer) => {
    why = (why + chunk.toString()).slice(-4000);
  });
  return new Promise((resolve, reject) => {
    let stood = false;
    const begun = outcomes.size;
    const stand = (): void => {
      stood = true;
      child.kill('SIGKILL');
    };
    // The first one waits for the process to start.
    let timer = setTimeout(stand, 8 * standMs);
    createInterface(child.stdout).on('line', (line) => {
      const { what, outcome } = JSON.parse(line) as { what: string; outcome: string };
      outcomes.set(what, outcome);
      clearTimeout(timer);
      timer = setTimeout(stand, standMs);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (stood) resolve('stands still');
      else if (code === 0 || outcomes.size > begun) resolve(`ended with ${code}`);
      else reject(new Error(why));
    });
  });
}
