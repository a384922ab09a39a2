import { readFile } from 'node:fs/promises';
import { problem, writeDurably } from '../../kernel/index.ts';
import {
  bundleLines,
  cachingOpener,
  composeView,
  type Signer,
  shortDigest,
  signerOf,
  unsignedEnvelope,
  type ViewHeader,
} from '../../snapshot/index.ts';
import { directoryTree } from '../../source/index.ts';
import { compileTree, requireCompiled } from '../compile/compile-tree.ts';
import { exitCodes } from '../exit-codes.ts';
import { fileProblem } from '../file-problem.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { count } from '../output/pretty-diagnostics.ts';
import { usage } from '../problems.ts';
import type { FindingsFormat } from '../report/formats.ts';
import { renderAside } from '../report/render-aside.ts';

interface Options {
  readonly out: string;
  readonly group?: string[];
  readonly key?: string;
  readonly findings: FindingsFormat;
  readonly output: 'text' | 'json';
}

export async function run(io: Io, directory: string, options: Options): Promise<number> {
  const { snapshot } = await requireCompiled(
    await compileTree(await directoryTree(directory)),
    io,
    renderAside(directory, options.findings, io),
  );
  const bytes = new Map(snapshot.objects.map((object) => [object.digest, object]));
  const known = snapshot.objects.filter(({ kind }) => kind === 'group').map(({ name }) => name);
  const unknown = options.group?.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw problem(usage, {
      why: `there is no gateway group '${unknown}'`,
      hint: `there are ${known.join(', ') || 'none'}`,
    });

  const groups = [...(options.group ?? known)].sort();
  const deployed = { organization: snapshot.organization, entries: snapshot.objects, since: new Map() };
  const open = cachingOpener((digest) => bytes.get(digest)?.bytes as Uint8Array);
  const view = composeView(deployed, new Set(groups), open);
  for (const made of view.made) bytes.set(made.digest, made);
  const header: ViewHeader = {
    format: 'view@1',
    epoch: 0,
    sequence: 0,
    revision: 0,
    organization: snapshot.organization,
    groups,
    view: view.digest,
    objects: view.entries.length,
    signedAt: new Date(io.clock.now()).toISOString(),
  };
  const signer = options.key === undefined ? undefined : await readSigner(options.key);
  const envelope = signer === undefined ? unsignedEnvelope(header) : signer.sign(header);
  const objects = view.entries.map((entry) => ({
    ...entry,
    bytes: bytes.get(entry.digest)?.bytes as Uint8Array,
  }));
  await write(options.out, bundleLines(envelope, objects));
  const facts = {
    file: options.out,
    view: view.digest,
    objects: objects.length,
    groups,
    signed: signer !== undefined,
  };
  if (options.output === 'json') io.console.out(json(facts));
  else {
    io.console.out(
      `Wrote ${options.out}: view ${shortDigest(view.digest)}, ${count(objects.length, 'object')}, groups ${groups.join(', ')}.`,
    );
    if (signer === undefined) io.console.err('It is not signed; give --key to sign it.');
  }
  return exitCodes.ok;
}

async function readSigner(file: string): Promise<Signer> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fileProblem(file, error);
  });
  try {
    return signerOf(text);
  } catch {
    throw problem(usage, {
      why: `${file} holds no Ed25519 private key`,
      hint: 'make one with: openssl genpkey -algorithm ed25519 -out key.pem',
    });
  }
}

async function write(file: string, lines: Iterable<Uint8Array>): Promise<void> {
  try {
    await writeDurably(file, lines, 0o644);
  } catch (error) {
    throw fileProblem(file, error);
  }
}
