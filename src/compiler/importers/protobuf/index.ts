import type { Importer, SpecBytes } from '../importer.ts';
import { chooseService, identityOf } from './choose-service.ts';
import { importProtobuf } from './import.ts';
import { candidatePaths } from './import-paths.ts';
import { isDescriptorSet, readMain } from './read-main.ts';
import { readText } from './text/read-text.ts';

export const protobufImporter: Importer<SpecBytes> = {
  language: 'Protobuf',
  serviceType: 'GRPC',
  reads: 'bytes',
  recognizes: ({ file, bytes }) =>
    file.endsWith('.proto') ||
    isDescriptorSet(file) ||
    /^\s*syntax\s*=\s*["']proto[23]["']/m.test(headOf(bytes)),
  identify: (part) => {
    const { file, diagnostics } = readMain(part);
    const unknown = { name: undefined, version: undefined };
    if (file === undefined) return { ...unknown, diagnostics };
    const [first, second] = file.services;
    if (first !== undefined && second === undefined) return identityOf(first);
    const chosen = chooseService(file.services, '', file.path);
    return 'code' in chosen ? { ...unknown, diagnostics: [...diagnostics, chosen] } : identityOf(chosen);
  },
  references: ({ file, bytes }, exists) =>
    isDescriptorSet(file)
      ? []
      : readText(file, bytes).imports.flatMap(({ name }) => candidatePaths(file, name).find(exists) ?? []),
  import: importProtobuf,
};

/** Enough of a file to find its first statements in. */
function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 16_384)).toString('latin1');
}
