import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { z } from 'zod';
import { canonicalBytes } from './canonical.ts';
import { type ViewHeader, viewHeaderSchema } from './header.ts';
import { base32 } from './identity.ts';

const payloadType = 'application/vnd.reshapr.view+json';

/** A DSSE envelope (secure-systems-lab/dsse, v1) around a canonical view header. */
export const envelopeSchema = z.strictObject({
  payloadType: z.literal(payloadType),
  payload: z.string(),
  signatures: z.array(z.strictObject({ keyid: z.string(), sig: z.string() })),
});

export type Envelope = z.infer<typeof envelopeSchema>;

/** An Ed25519 key that a gateway trusts: 44 bytes of SPKI DER in base64, and the id derived from them. */
export interface PublicKey {
  readonly keyId: string;
  readonly spki: string;
}

export interface Signer {
  readonly publicKey: PublicKey;
  sign(header: ViewHeader): Envelope;
  /** A signature over a new public key, by which gateways that trust this key come to trust that one. */
  endorse(key: PublicKey): string;
}

/** A header in an envelope that nobody signed, for builds without a key. */
export function unsignedEnvelope(header: ViewHeader): Envelope {
  return { payloadType, payload: Buffer.from(canonicalBytes(header)).toString('base64'), signatures: [] };
}

/** A new Ed25519 private key, PKCS #8 PEM. */
export function generateSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

export function signerOf(privateKeyPem: string): Signer {
  const key = createPrivateKey(privateKeyPem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  const publicKey = publicKeyOf(createPublicKey(key));
  return {
    publicKey,
    sign: (header) => {
      const payload = canonicalBytes(header);
      const signature = sign(null, preAuthEncoding(payload), key);
      return {
        payloadType,
        payload: Buffer.from(payload).toString('base64'),
        signatures: [{ keyid: publicKey.keyId, sig: signature.toString('base64') }],
      };
    },
    endorse: (other) => sign(null, Buffer.from(other.spki, 'base64'), key).toString('base64'),
  };
}

export function publicKeyOf(key: KeyObject): PublicKey {
  const der = key.export({ type: 'spki', format: 'der' });
  return { keyId: keyIdOf(der), spki: der.toString('base64') };
}

/** The id of a key is derived from it, so nobody can give one key the name of another. */
export function keyIdOf(spki: Uint8Array): string {
  return base32(createHash('sha256').update(spki).digest().subarray(0, 10));
}

/** Whether `trusted` endorsed `key`. */
export function isEndorsedBy(key: PublicKey, endorsement: string, trusted: PublicKey): boolean {
  return verify(
    null,
    Buffer.from(key.spki, 'base64'),
    keyObject(trusted),
    Buffer.from(endorsement, 'base64'),
  );
}

/** Reads the header of an envelope without checking any signature. Throws on anything that is no header. */
export function headerOf(envelope: Envelope): ViewHeader {
  return viewHeaderSchema.parse(JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8')));
}

/** Whether one of the keys signed this envelope. */
export function isSignedBy(envelope: Envelope, keys: readonly PublicKey[]): boolean {
  const signed = preAuthEncoding(Buffer.from(envelope.payload, 'base64'));
  return envelope.signatures.some((signature) =>
    keys.some(
      (key) =>
        key.keyId === signature.keyid &&
        verify(null, signed, keyObject(key), Buffer.from(signature.sig, 'base64')),
    ),
  );
}

/** Reading a key costs as much as checking a signature with it. */
const keyObjects = new WeakMap<PublicKey, KeyObject>();

function keyObject(key: PublicKey): KeyObject {
  let object = keyObjects.get(key);
  if (object === undefined) {
    object = createPublicKey({ key: Buffer.from(key.spki, 'base64'), type: 'spki', format: 'der' });
    keyObjects.set(key, object);
  }
  return object;
}

/** What DSSE signs: the type and the payload, each with its length before it. */
function preAuthEncoding(payload: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `),
    payload,
  ]);
}
