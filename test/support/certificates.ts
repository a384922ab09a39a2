import { webcrypto } from 'node:crypto';
import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

export interface TestCertificate {
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A certificate for a host that nobody signed but itself. Made anew, so that no key is in the tree. */
export async function selfSignedCertificate(host: string): Promise<TestCertificate> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: `CN=${host}`,
      notBefore: new Date(Date.now() - 60_000),
      notAfter: new Date(Date.now() + 3_600_000),
      signingAlgorithm: algorithm,
      keys,
      extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: host }])],
    },
    webcrypto,
  );
  return pemOf(certificate, keys.privateKey);
}

export interface TestAuthority {
  /** PEM. */
  readonly certificate: string;
  /** A certificate that it signed, for a host or for a client. */
  issue(name: string): Promise<TestCertificate>;
}

/** A certificate authority that exists as long as the test. */
export async function testAuthority(name: string): Promise<TestAuthority> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const times = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 3_600_000) };
  const own = await X509CertificateGenerator.createSelfSigned(
    {
      ...{ ...times, name: `CN=${name}`, signingAlgorithm: algorithm, keys },
      extensions: [new BasicConstraintsExtension(true, undefined, true)],
    },
    webcrypto,
  );
  return {
    certificate: own.toString('pem'),
    issue: async (subject) => {
      const pair = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
      const type = /^[\d.]+$/.test(subject) ? 'ip' : 'dns';
      const certificate = await X509CertificateGenerator.create(
        {
          ...{ ...times, subject: `CN=${subject}`, issuer: own.subject, signingAlgorithm: algorithm },
          publicKey: pair.publicKey,
          signingKey: keys.privateKey,
          extensions: [new SubjectAlternativeNameExtension([{ type, value: subject }])],
        },
        webcrypto,
      );
      return pemOf(certificate, pair.privateKey);
    },
  };
}

async function pemOf(
  certificate: X509Certificate,
  privateKey: webcrypto.CryptoKey,
): Promise<TestCertificate> {
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
  return {
    certificate: certificate.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`,
  };
}
