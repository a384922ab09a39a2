import type { Diagnostic } from '../../../kernel/index.ts';
import type { SpecBytes } from '../importer.ts';
import { readSet } from './descriptor-set.ts';
import { isDescriptorSet } from './descriptor-set-name.ts';
import type { ProtoFile } from './model.ts';
import { readText } from './text/read-text.ts';

/** Reads a main artifact, text or descriptor set. */
export function readMain(main: SpecBytes): {
  file: ProtoFile | undefined;
  diagnostics: readonly Diagnostic[];
} {
  if (!isDescriptorSet(main.file)) return readText(main.file, main.bytes);
  const read = readSet(main);
  return 'code' in read ? { file: undefined, diagnostics: [read] } : { file: read, diagnostics: [] };
}
