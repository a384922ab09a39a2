import { createHash } from 'node:crypto';
import type { CompileResult } from '../../compiler/index.ts';
import type { SealedObject } from '../../snapshot/index.ts';

type Findings = Pick<CompileResult, 'diagnostics' | 'suppressed'>;

/** What stands before the bytes of the objects, which follow one after the other. */
interface Head extends Findings {
  readonly compiled?: {
    readonly source: string;
    readonly organization: string;
    readonly digest: string;
    /** Kind, name, digest and length. */
    readonly objects: readonly (readonly [string, string, string, number])[];
    readonly provenance: string;
  };
}

const nothingDone: CompileResult['work'] = {
  filesParsed: 0,
  specsImported: 0,
  servicesSealed: 0,
  artifactsSealed: 0,
  servicesComposed: 0,
  expositionsComposed: 0,
  manifestsSealed: 0,
};

const format = 'compiled@1';
/** `format key checksum length-of-head`, padded to a line of this many bytes. */
const titleLength = 200;

/** A result as a file. */
export function writeResult(key: string, { diagnostics, suppressed, compiled }: CompileResult): Uint8Array[] {
  const objects = compiled?.snapshot.objects ?? [];
  const head: Head = { diagnostics, suppressed };
  const full: Head =
    compiled === undefined
      ? head
      : {
          ...head,
          compiled: {
            source: compiled.snapshot.source,
            organization: compiled.snapshot.organization,
            digest: compiled.snapshot.digest,
            objects: objects.map(({ kind, name, digest, bytes }) => [kind, name, digest, bytes.length]),
            provenance: compiled.provenance.digest,
          },
        };
  const headBytes = Buffer.from(JSON.stringify(full));
  const body = [
    headBytes,
    ...objects.map(({ bytes }) => bytes),
    compiled?.provenance.bytes ?? Buffer.alloc(0),
  ];
  const hash = createHash('sha256');
  for (const bytes of body) hash.update(bytes);
  const title = `${format} ${key} ${hash.digest('hex')} ${headBytes.length}`;
  return [Buffer.from(`${title.padEnd(titleLength - 1)}\n`), ...body];
}

/** Undefined unless the file is that of this key and every byte of it is as it was written. */
export function readResult(key: string, bytes: Uint8Array): CompileResult | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [kind, own, checksum, length = ''] = file.toString('latin1', 0, titleLength).trimEnd().split(' ');
  const body = file.subarray(titleLength);
  if (kind !== format || own !== key || !/^\d+$/.test(length)) return undefined;
  if (createHash('sha256').update(body).digest('hex') !== checksum) return undefined;
  // The checksum says that these are the bytes of `writeResult`.
  const head = JSON.parse(body.toString('utf8', 0, Number(length))) as Head;
  const { diagnostics, suppressed, compiled } = head;
  const work = { ...nothingDone };
  if (compiled === undefined) return { diagnostics, suppressed, compiled: undefined, work };
  let at = Number(length);
  const objects = compiled.objects.map(([kind, name, digest, size]): SealedObject => {
    at += size;
    return { kind, name, digest, bytes: body.subarray(at - size, at) };
  });
  const { source, organization, digest, provenance } = compiled;
  return {
    diagnostics,
    suppressed,
    compiled: {
      snapshot: { source, organization, digest, objects },
      provenance: { digest: provenance, bytes: body.subarray(at) },
    },
    work,
  };
}
