import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { messageOf, problem } from '../../../kernel/index.ts';
import { certificateUnusable } from './problems.ts';

/** PEM files: the certificate with those that lead to its authority, and its key. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface ListenerCertificate {
  readonly cert: string;
  readonly key: string;
  /** Both in milliseconds since 1970. */
  readonly validFrom: number;
  readonly expiresAt: number;
  /** Names that it is for, as X.509 writes them. */
  readonly names: string;
}

/** Reads the certificate of the listener. Throws a Problem when the two files are not a certificate and its key. */
export async function readListenerCertificate({ certFile, keyFile }: TlsFiles): Promise<ListenerCertificate> {
  const [cert, key] = await Promise.all([read(certFile), read(keyFile)]);
  try {
    createSecureContext({ cert, key, minVersion: 'TLSv1.2' });
    const { validFrom, validTo, subjectAltName, subject } = new X509Certificate(cert);
    const names = subjectAltName ?? subject;
    return { cert, key, validFrom: Date.parse(validFrom), expiresAt: Date.parse(validTo), names };
  } catch (error) {
    throw problem(
      certificateUnusable,
      { file: certFile, why: `with the key in ${keyFile}: ${messageOf(error)}` },
      { cause: error },
    );
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw problem(certificateUnusable, { file, why: messageOf(error) }, { cause: error });
  }
}
