import { execFile } from 'node:child_process';
import { type Running, start } from '../../e2e/support/processes.ts';
import { inspectorCli, suiteNode } from '../suites.ts';
import { type Endpoint, headersOf } from './serve-example.ts';

export type Era = 'legacy' | 'modern';

/** The CLI of the inspector: it asks one thing and ends, so it cannot listen for changes. */
export interface Inspector {
  list(endpoint: Endpoint, era: Era): Promise<unknown>;
  call(endpoint: Endpoint, era: Era): Promise<unknown>;
  /** A call that runs, to be ended from outside. */
  beginCall(endpoint: Endpoint, era: Era): Running;
}

export function inspector(urlOf: (endpoint: Endpoint) => string, home: string): Inspector {
  const env = { ...process.env, HOME: home };
  const args = (endpoint: Endpoint, era: Era, ...more: string[]): string[] => {
    const headers = Object.entries(headersOf(endpoint)).flatMap(([name, value]) => [
      '--header',
      `${name}: ${value}`,
    ]);
    const target = ['--cli', '--server-url', urlOf(endpoint), '--transport', 'http', '--protocol-era', era];
    return [inspectorCli, ...target, ...headers, '--format', 'json', '-q', ...more];
  };
  const callArgs = (endpoint: Endpoint, era: Era): string[] => {
    const given = ['--tool-name', endpoint.tool, '--tool-args-json', JSON.stringify(endpoint.args)];
    return args(endpoint, era, '--method', 'tools/call', ...given);
  };
  const run = (given: readonly string[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      execFile(suiteNode, [...given], { env, timeout: 60_000 }, (error, out, err) => {
        if (error === null) resolve(JSON.parse(out));
        else reject(new Error(`${err}${out}`, { cause: error }));
      });
    });
  return {
    list: (endpoint, era) => run(args(endpoint, era, '--method', 'tools/list')),
    call: (endpoint, era) => run(callArgs(endpoint, era)),
    beginCall: (endpoint, era) => start(suiteNode, callArgs(endpoint, era), { env }),
  };
}
