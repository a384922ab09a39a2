import type { Diagnostic } from '../../../kernel/index.ts';
import type { SpecBytes } from '../importer.ts';
import { readSet } from './descriptor-set.ts';
import type { ProtoFile } from './model.ts';
import { readText } from './text/read-text.ts';

/** The names that descriptor sets go by. */
const setNames = /\.(pb|binpb|protoset|desc|fds|pbb)$/;

export function isDescriptorSet(path: string): boolean {
  return setNames.test(path);
}

/** Reads a main artifact, text or descriptor set. */
export function readMain(main: SpecBytes): {
  file: ProtoFile | undefined;
  diagnostics: readonly Diagnostic[];
} {
  if (!isDescriptorSet(main.file)) return readText(main.file, main.bytes);
  const read = readSet(main);
  return 'code' in read ? { file: undefined, diagnostics: [read] } : { file: read, diagnostics: [] };
}
