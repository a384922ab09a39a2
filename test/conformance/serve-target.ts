import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { edit } from '../e2e/support/installation.ts';
import { cliFile, start } from '../e2e/support/processes.ts';
import { freePort } from '../support/free-port.ts';
import { startTargetBackend } from './target-backend.ts';

/** The product, serving the fixtures: manifests over a backend like any other. */
export interface Target {
  readonly url: string;
  /** Stops it; rejects when it did not end well. */
  stop(): Promise<void>;
}

export async function serveTarget(): Promise<Target> {
  const directory = await mkdtemp(join(tmpdir(), 'reshapr-conformance-'));
  await cp(fileURLToPath(new URL('target', import.meta.url)), directory, { recursive: true });
  const manifests = join(directory, 'fixtures.yaml');
  const backend = await startTargetBackend({ spec: join(directory, 'specs', 'fixtures.yaml'), manifests });
  await edit(manifests, '127.0.0.1:4020', `127.0.0.1:${backend.port}`);
  const port = await freePort();
  const dev = start(process.execPath, [cliFile, 'dev', directory, '--port', String(port)]);
  await dev.seen(/Ctrl-C/);
  return {
    url: `http://127.0.0.1:${port}/mcp/suite/fixtures`,
    async stop() {
      dev.kill();
      const { code, err } = await dev.ended;
      backend.server.close();
      backend.server.closeAllConnections();
      await rm(directory, { recursive: true, force: true });
      if (code !== 0) throw new Error(`the product ended with ${code}: ${err}`);
    },
  };
}
