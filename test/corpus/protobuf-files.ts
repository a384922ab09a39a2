import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createFileRegistry, type DescService, type FileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import type { CorpusSpec } from './index.ts';

/** 1,966 services in 1,670 files, with all that they import. */
export const protobufCorpus: readonly CorpusSpec[] = [
  {
    language: 'protobuf',
    package: 'google-proto-files',
    version: '5.0.3',
    licence: 'Apache-2.0',
    path: '.',
    operations: 13_458,
  },
];

/** Files of protobuf text by path, and what each imports: found by patterns, not by the compiler's own reading. */
export interface ProtoCorpus {
  readonly root: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The files that define a service. */
  readonly mains: readonly string[];
  /** A file and everything that it imports, directly or by way of others. */
  closureOf(path: string): string[];
}

/** All files of the package `google-proto-files`. */
export function googleProtoFiles(): ProtoCorpus {
  const oracles = createRequire(new URL('../oracles/package.json', import.meta.url));
  const root = dirname(oracles.resolve('google-proto-files/package.json'));
  const files = new Map<string, Uint8Array>();
  for (const folder of ['google', 'grafeas', 'gapic'])
    for (const entry of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      const path = `${folder}/${entry}`;
      if (path.endsWith('.proto')) files.set(path, readFileSync(join(root, path)));
    }
  const plain = new Map(
    [...files].map(([path, bytes]) => [path, withoutComments(Buffer.from(bytes).toString('utf8'))]),
  );
  const imports = new Map(
    [...plain].map(([path, text]) => [
      path,
      [...text.matchAll(/^\s*import\s+(?:public\s+|weak\s+)?"([^"]+)"/gm)].map(([, name = '']) => name),
    ]),
  );
  return {
    root,
    files,
    mains: [...files.keys()].filter((path) => /^\s*service\s+\w+\s*\{/m.test(plain.get(path) ?? '')).sort(),
    closureOf: (path) => {
      const closure = new Set([path]);
      for (const next of closure)
        for (const name of imports.get(next) ?? []) if (files.has(name)) closure.add(name);
      return [...closure];
    },
  };
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\])*"/g, (part) =>
    part.startsWith('"') ? part : ' ',
  );
}

/** What `buf`, a compiler of protobuf in its own right, makes of some files and all that they import. */
export function compiledByBuf({ root, closureOf }: ProtoCorpus, mains: readonly string[]): FileRegistry {
  const folder = mkdtempSync(join(tmpdir(), 'reshapr-corpus-'));
  try {
    for (const path of new Set(mains.flatMap(closureOf))) {
      // buf has these itself.
      if (path.startsWith('google/protobuf/')) continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      copyFileSync(join(root, path), join(folder, path));
    }
    const output = join(folder, 'all.binpb');
    const buf = join('node_modules', '.bin', 'buf');
    execFileSync(buf, ['build', folder, '--exclude-source-info', '-o', output], { stdio: 'pipe' });
    return createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(output)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The services of one file. */
export function servicesIn(registry: FileRegistry, path: string): readonly DescService[] {
  return registry.getFile(path)?.services ?? [];
}
