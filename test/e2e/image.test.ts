import { cp, link, mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freePort } from '../support/free-port.ts';
import { type Installation, install, ready } from './support/installation.ts';
import { killAll, type Running, start } from './support/processes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the last stage of the Dockerfile says, as far as it decides what runs. */
interface Image {
  readonly copies: readonly { readonly from: string; readonly to: string }[];
  readonly command: readonly string[];
  readonly user: string | undefined;
}

/**
 * No Docker runs here, so the image is put together by hand: the files that its last stage copies (of
 * node_modules what `npm prune --omit=dev` leaves), and its command, with only documented variables set.
 */
describe('the image', () => {
  let installation: Installation;
  let image: Image;
  let app: string;

  beforeAll(async () => {
    image = readImage(await readFile(join(root, 'Dockerfile'), 'utf8'));
    installation = await install();
    app = join(installation.directory, 'app');
    for (const { from, to } of image.copies) {
      if (from === 'node_modules') await copyProductionModules(join(app, to));
      else await cp(join(root, from), join(app, to), { recursive: true });
    }
  }, 120_000);

  afterAll(async () => {
    await installation?.close();
    killAll();
  });

  it('does not run as root', () => {
    expect(image.user).toBe('node');
  });

  it('runs the gateway by default, with nothing but the documented variables', async () => {
    const port = await freePort();
    const env = {
      PATH: process.env['PATH'],
      HOME: join(installation.directory, 'home'),
      RESHAPR_CTRL_HOST: '127.0.0.1',
      RESHAPR_CTRL_PORT: String(installation.grpcPort),
      RESHAPR_CTRL_TLS_PLAINTEXT: 'false',
      RESHAPR_CTRL_TLS_CA: String(installation.env['RESHAPR_SERVER_CA']),
      RESHAPR_CTRL_TOKEN: await installation.token('image'),
      RESHAPR_GATEWAY_LABELS: 'env=dev;team=reshapr',
      RESHAPR_GATEWAY_PORT: String(port),
    };
    const [program = '', ...args] = image.command.map((word) => word.replace(/^\/app\//, `${app}/`));
    const gateway: Running = start(program === 'node' ? process.execPath : program, args, { env });
    await ready({
      id: 'image',
      port,
      process: gateway,
      stateDir: '',
      env,
      url: (path) => `http://127.0.0.1:${port}${path}`,
    });
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toMatchObject({ code: 0 });
  });
});

function readImage(dockerfile: string): Image {
  const lastStage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  const words = (name: string): string[] =>
    z
      .array(z.string())
      .parse(JSON.parse(new RegExp(`^${name} (\\[.*\\])$`, 'm').exec(lastStage)?.[1] ?? '[]'));
  return {
    copies: [...lastStage.matchAll(/^COPY --from=build \/app\/(\S+) \.\/(\S+)$/gm)].map(
      ([, from = '', to = '']) => ({ from, to }),
    ),
    command: [...words('ENTRYPOINT'), ...words('CMD')],
    user: /^USER (\S+)$/m.exec(lastStage)?.[1],
  };
}

/** Copies the packages that are no development dependencies, as the lock file marks them. */
async function copyProductionModules(target: string): Promise<void> {
  const lock = z
    .object({
      packages: z.record(
        z.string(),
        z.object({ dev: z.boolean().optional(), optional: z.boolean().optional() }),
      ),
    })
    .parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));
  for (const [path, { dev, optional }] of Object.entries(lock.packages)) {
    if (!path.startsWith('node_modules/') || dev === true) continue;
    const to = join(dirname(target), path);
    await mkdir(dirname(to), { recursive: true });
    const from = join(root, path);
    // What was not installed on this machine is for another one.
    await linkTree(from, to).catch((error: unknown) => {
      if (optional !== true) throw error;
    });
  }
}

/** The files of one package, without those of packages inside of it; linked, because they are many. */
async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkTree(source, target);
    else await link(source, target).catch(() => cp(source, target));
  }
}
