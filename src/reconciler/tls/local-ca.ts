import { createPrivateKey, X509Certificate as NodeCertificate, webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import {
  type Clock,
  makeDirectory,
  messageOf,
  problem,
  type Random,
  writeDurably,
} from '../../kernel/index.ts';
import { caDamaged } from '../problems.ts';

/** PEM texts. */
export interface ServerTls {
  readonly certificate: string;
  readonly key: string;
}

export interface LocalTls extends ServerTls {
  /** Path of the certificate that gateways and the command line must trust. */
  readonly caFile: string;
}

const day = 24 * 60 * 60 * 1000;
const caLife = 3650 * day;
const serverLife = 397 * day;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

interface CaKeys {
  readonly certificate: X509Certificate;
  readonly privateKey: webcrypto.CryptoKey;
}

/**
 * A certificate authority of this installation and a server certificate for these names, in the state
 * directory. Made when missing; the server certificate is made anew when it runs out or the names change.
 */
export async function localTls(
  directory: string,
  names: readonly string[],
  { clock, random }: { clock: Clock; random: Random },
): Promise<LocalTls> {
  const folder = join(directory, 'tls');
  await makeDirectory(folder, 0o700);
  const caFile = join(folder, 'ca.pem');
  const wanted = [...new Set(['localhost', '127.0.0.1', '::1', hostname(), ...names])];
  const ca = (await readCa(folder)) ?? (await makeCa(folder, clock, random));
  const kept = await readServer(folder, wanted, clock);
  if (kept !== undefined) return { ...kept, caFile };
  const server = await makeServer(ca, wanted, clock, random);
  await writeDurably(join(folder, 'server.pem'), [Buffer.from(server.certificate)], 0o644);
  await writeDurably(join(folder, 'server-key.pem'), [Buffer.from(server.key)]);
  return { ...server, caFile };
}

/** Undefined when there is none yet. One that is damaged is not replaced: every gateway trusts it. */
async function readCa(folder: string): Promise<CaKeys | undefined> {
  const [certificate, key] = await Promise.all(
    ['ca.pem', 'ca-key.pem'].map((name) => readText(join(folder, name))),
  );
  if (certificate === undefined && key === undefined) return undefined;
  try {
    const der = Buffer.from((key ?? '').replace(/-----[^-]+-----|\s/g, ''), 'base64');
    const privateKey = await webcrypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign']);
    const own = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    if (!new NodeCertificate(certificate ?? '').checkPrivateKey(own))
      throw new Error('its key does not belong to it');
    return { certificate: new X509Certificate(certificate ?? ''), privateKey };
  } catch (error) {
    throw problem(caDamaged, { folder, why: messageOf(error) }, { cause: error });
  }
}

async function makeCa(folder: string, clock: Clock, random: Random): Promise<CaKeys> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(random),
    name: `CN=reshapr local CA on ${hostname()}`,
    notBefore: new Date(clock.now() - day),
    notAfter: new Date(clock.now() + caLife),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  await writeDurably(join(folder, 'ca-key.pem'), [Buffer.from(await pemOf(keys.privateKey))]);
  await writeDurably(join(folder, 'ca.pem'), [Buffer.from(`${certificate.toString('pem')}\n`)], 0o644);
  return { certificate, privateKey: keys.privateKey };
}

async function makeServer(
  ca: CaKeys,
  names: readonly string[],
  clock: Clock,
  random: Random,
): Promise<ServerTls> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(random),
    subject: 'CN=reshapr control plane',
    issuer: ca.certificate.subject,
    notBefore: new Date(clock.now() - day),
    notAfter: new Date(clock.now() + serverLife),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: ca.privateKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(names.map(generalName)),
    ],
  });
  return { certificate: `${certificate.toString('pem')}\n`, key: await pemOf(keys.privateKey) };
}

/** The stored certificate, if it is good for another month and for all of these names. */
async function readServer(
  folder: string,
  names: readonly string[],
  clock: Clock,
): Promise<ServerTls | undefined> {
  const [certificate, key] = await Promise.all(
    ['server.pem', 'server-key.pem'].map((name) => readText(join(folder, name))),
  );
  if (certificate === undefined || key === undefined) return undefined;
  const parsed = parsePair(certificate, key);
  if (parsed === undefined) return undefined;
  if (Date.parse(parsed.validTo) < clock.now() + 30 * day) return undefined;
  const covered = names.every(
    (name) => (isAddress(name) ? parsed.checkIP(name) : parsed.checkHost(name)) !== undefined,
  );
  return covered ? { certificate, key } : undefined;
}

/** The certificate, if both texts are whole and belong together. */
function parsePair(certificate: string, key: string): NodeCertificate | undefined {
  try {
    const parsed = new NodeCertificate(certificate);
    return parsed.checkPrivateKey(createPrivateKey(key)) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function generalName(name: string): JsonGeneralName {
  return isAddress(name) ? { type: 'ip', value: name } : { type: 'dns', value: name };
}

function isAddress(name: string): boolean {
  return /^[\d.]+$/.test(name) || name.includes(':');
}

/** Positive, 16 bytes, hexadecimal (RFC 5280, 4.1.2.2). */
function serialNumber(random: Random): string {
  const bytes = random.bytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der.match(/.{1,64}/g)?.join('\n')}\n-----END PRIVATE KEY-----\n`;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
