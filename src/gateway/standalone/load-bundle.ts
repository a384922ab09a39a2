import { readFile, stat } from 'node:fs/promises';
import { messageOf, type Problem, problem } from '../../kernel/index.ts';
import { entryKey, readBundle, type Staged, type ViewHeader, type ViewServer } from '../../snapshot/index.ts';
import { bundleUnusable } from './problems.ts';
import { type BundleTrust, distrust } from './trust.ts';

/** A bundle that can be served: checked, trusted and built. */
export interface LoadedBundle {
  readonly header: ViewHeader;
  readonly staged: Staged;
}

/** Bytes of a file that is read at all. */
const maxBytes = 1024 ** 3;

/** Findings of a rejected view that a message repeats. */
const shownFindings = 5;

/** Reads and builds a bundle. Throws a Problem that says what is wrong with the file and what to do. */
export async function loadBundle(
  file: string,
  trust: BundleTrust,
  server: ViewServer,
): Promise<LoadedBundle> {
  const unusable = (why: string, hint: string): Problem => problem(bundleUnusable, { file, why, hint });
  const bundle = readBundle(await bytesOf(file));
  if (typeof bundle === 'string')
    throw unusable(
      bundle === 'not a bundle' ? 'it is no bundle' : `it is damaged: ${bundle}`,
      'write it with `reshapr build --out <file>`; copy it whole, under another name, and rename it',
    );
  const { envelope, header, objects } = bundle;
  const distrusted = distrust(envelope, trust);
  if (distrusted !== undefined) throw unusable(distrusted.why, distrusted.hint);

  const bytes = new Map(objects.map((object) => [object.digest, object.bytes]));
  const entries = new Map(
    objects.map(({ kind, name, digest }) => [entryKey({ kind, name }), { kind, name, digest }]),
  );
  const built = await server.build({ header, entries, bytesOf: (digest) => bytes.get(digest) as Uint8Array });
  if (built.type === 'staged') return { header, staged: built.staged };
  const findings = built.findings.map(({ kind, name, message }) => `${kind} ${name}: ${message}`);
  const more = findings.length - shownFindings;
  throw unusable(
    `this gateway cannot build it: ${findings.slice(0, shownFindings).join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
    'build it with the same version of reshapr as the gateway has',
  );
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > maxBytes) throw new Error(`it has more than ${maxBytes} bytes`);
    return await readFile(file);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const why = isMissing ? 'there is no such file' : messageOf(error);
    const hint = isMissing
      ? 'write one with `reshapr build --out <file>`'
      : 'check the path and the permissions';
    throw problem(bundleUnusable, { file, why, hint }, { cause: error });
  }
}
