import type { Importer, SpecBytes } from '../importer.ts';
import { isDescriptorSet } from './descriptor-set-name.ts';

export const protobufImporter: Importer<SpecBytes> = {
  language: 'Protobuf',
  serviceType: 'GRPC',
  reads: 'bytes',
  recognizes: ({ file, bytes }) =>
    file.endsWith('.proto') ||
    isDescriptorSet(file) ||
    /^\s*syntax\s*=\s*["']proto[23]["']/m.test(headOf(bytes)),
  load: async () => (await import('./reader.ts')).protobufReader,
};

/** Enough of a file to find its first statements in. */
function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 16_384)).toString('latin1');
}
