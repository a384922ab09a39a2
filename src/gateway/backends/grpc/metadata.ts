import { Metadata } from '@grpc/grpc-js';
import { problem } from '../../../kernel/index.ts';
import { metadataUnusable } from '../problems.ts';

type Headers = Readonly<Record<string, string>>;

/** Headers as metadata, without those that gRPC cannot carry. */
export function metadataOf(headers: Headers): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers))
    if (isMetadataName(name) && isMetadataValue(value)) metadata.set(name, value);
  return metadata;
}

/** Sets the headers of a secret. Throws a Problem when gRPC cannot carry them: it is never left out. */
export function addCredentials(metadata: Metadata, secret: string, headers: Headers): void {
  for (const [name, value] of Object.entries(headers)) {
    const refuse = (why: string): Error => problem(metadataUnusable, { secret, why });
    if (!isMetadataName(name)) throw refuse('tokenHeader is no name of gRPC metadata');
    if (!isMetadataValue(value)) throw refuse('the token is not printable ASCII');
    metadata.set(name, value);
  }
}

/** Metadata of an answer as headers; bytes, `-bin`, are none for a client. */
export function headersOf(metadata: Metadata): Record<string, string> {
  const texts = Object.entries(metadata.getMap()).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return Object.fromEntries(texts);
}

/** Names that a call can carry besides its own. */
function isMetadataName(name: string): boolean {
  const isReserved = name.startsWith('grpc-') || name.endsWith('-bin') || name === 'user-agent';
  return /^[0-9a-z_.-]+$/.test(name) && !isReserved;
}

/** Printable ASCII; unlike a header, not even a tab. */
function isMetadataValue(value: string): boolean {
  return /^[ -~]*$/.test(value);
}
