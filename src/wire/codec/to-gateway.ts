import { type Entry, type Envelope, envelopeSchema } from '../../snapshot/index.ts';
import type * as proto from '../generated/reshapr/snapshot/v1/snapshot.ts';
import type { GroupSizes, Put, ToGateway, Welcome } from '../messages.ts';
import { intentModes, intentReasons, refuseReasons } from './enums.ts';

/** Bytes of content in one Put, so that no message is larger than 1 MB. */
const pieceSize = 960 * 1024;

/** A message for a gateway, but for a Put, as protobuf. */
export function encodeToGateway(message: Exclude<ToGateway, Put>): proto.ConnectResponse {
  switch (message.type) {
    case 'welcome':
      return { message: { $case: 'welcome', value: encodeWelcome(message) } };
    case 'intent': {
      const { transaction, puts, removes, bytes } = message;
      const mode = intentModes.toProto(message.mode) as proto.IntentMode;
      const reason = intentReasons.toProto(message.reason) as proto.IntentReason;
      return { message: { $case: 'intent', value: { transaction, mode, reason, puts, removes, bytes } } };
    }
    case 'remove': {
      const objects = message.objects.map(({ kind, name }) => ({ kind, name }));
      return { message: { $case: 'remove', value: { objects } } };
    }
    case 'activate': {
      const envelope = envelopeBytes(message.envelope);
      return { message: { $case: 'activate', value: { transaction: message.transaction, envelope } } };
    }
    case 'beatAck':
      return {
        message: {
          $case: 'beatAck',
          value: { number: message.number, groupSizes: { ...message.groupSizes } },
        },
      };
    case 'refuse': {
      const reason = refuseReasons.toProto(message.reason) as proto.RefuseReason;
      return { message: { $case: 'refuse', value: { reason, message: message.message } } };
    }
    case 'goodbye': {
      const { reason, retryAfterMs } = message;
      return { message: { $case: 'goodbye', value: { reason, retryAfterMs } } };
    }
  }
}

/** All gateways with the same groups get the same envelope. */
const envelopes = new WeakMap<Envelope, Buffer>();

function envelopeBytes(envelope: Envelope): Buffer {
  const bytes = envelopes.get(envelope) ?? Buffer.from(JSON.stringify(envelope));
  envelopes.set(envelope, bytes);
  return bytes;
}

/** A Put in pieces. An object that is held already travels by name only. */
export function encodePut(entry: Entry, bytes: Uint8Array | 'held'): proto.ConnectResponse[] {
  const { kind, name } = entry;
  const common = { object: { kind, name }, digest: Buffer.from(entry.digest, 'hex') };
  if (bytes === 'held') {
    const value = { ...common, size: 0, offset: 0, content: Buffer.alloc(0), held: true };
    return [{ message: { $case: 'put', value } }];
  }
  const pieces: proto.ConnectResponse[] = [];
  for (let offset = 0; offset === 0 || offset < bytes.length; offset += pieceSize) {
    const content = Buffer.from(bytes.subarray(offset, offset + pieceSize));
    pieces.push({
      message: { $case: 'put', value: { ...common, size: bytes.length, offset, content, held: false } },
    });
  }
  return pieces;
}

/** Undefined for a message that this version does not know, or that breaks the protocol. */
export function decodeToGateway({
  message,
}: proto.ConnectResponse):
  | Exclude<ToGateway, Put>
  | { readonly type: 'piece'; readonly piece: proto.Put }
  | undefined {
  switch (message?.$case) {
    case 'welcome':
      return decodeWelcome(message.value);
    case 'intent': {
      const { transaction, puts, removes, bytes } = message.value;
      const mode = intentModes.fromProto(message.value.mode);
      const reason = intentReasons.fromProto(message.value.reason) ?? 'changed';
      return mode === undefined
        ? undefined
        : { type: 'intent', transaction, mode, reason, puts, removes, bytes };
    }
    case 'put':
      return { type: 'piece', piece: message.value };
    case 'remove':
      return { type: 'remove', objects: message.value.objects };
    case 'activate': {
      const envelope = parseEnvelope(message.value.envelope);
      return { type: 'activate', transaction: message.value.transaction, envelope };
    }
    case 'beatAck':
      return { type: 'beatAck', number: message.value.number, ...sizesIn(message.value) };
    case 'refuse': {
      const reason = refuseReasons.fromProto(message.value.reason) ?? 'not-allowed';
      return { type: 'refuse', reason, message: message.value.message };
    }
    case 'goodbye':
      return { type: 'goodbye', reason: message.value.reason, retryAfterMs: message.value.retryAfterMs };
    case undefined:
      return undefined;
  }
}

function encodeWelcome(welcome: Welcome): proto.Welcome {
  const { organization, groups, beatIntervalMs, inventoryWanted, softwareVersion, nowMs } = welcome;
  const keys = welcome.keys.map(({ keyId, spki, endorsements }) => ({
    keyId,
    spki: Buffer.from(spki, 'base64'),
    endorsements: endorsements.map((endorsement) => ({
      keyId: endorsement.keyId,
      signature: Buffer.from(endorsement.signature, 'base64'),
    })),
  }));
  const endpoints = (welcome.endpoints ?? []).map((endpoint) => ({ ...endpoint }));
  const facts = {
    organization,
    groups: [...groups],
    beatIntervalMs,
    inventoryWanted,
    softwareVersion,
    nowMs,
  };
  return { ...facts, keys, endpoints, groupSizes: { ...welcome.groupSizes } };
}

function decodeWelcome(value: proto.Welcome): Welcome {
  const { organization, groups, beatIntervalMs, inventoryWanted, softwareVersion, nowMs } = value;
  const keys = value.keys.map(({ keyId, spki, endorsements }) => ({
    keyId,
    spki: spki.toString('base64'),
    endorsements: endorsements.map((endorsement) => ({
      keyId: endorsement.keyId,
      signature: endorsement.signature.toString('base64'),
    })),
  }));
  return {
    type: 'welcome',
    organization,
    groups,
    beatIntervalMs,
    keys,
    inventoryWanted,
    softwareVersion,
    nowMs,
    endpoints: value.endpoints,
    ...sizesIn(value),
  };
}

function sizesIn({ groupSizes }: Pick<proto.BeatAck, 'groupSizes'>): { groupSizes?: GroupSizes } {
  return Object.keys(groupSizes).length === 0 ? {} : { groupSizes };
}

/** An envelope that is none is let through as an empty one: its verification fails, and the verdict says so. */
function parseEnvelope(bytes: Uint8Array): ReturnType<typeof envelopeSchema.parse> {
  try {
    return envelopeSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return { payloadType: 'application/vnd.reshapr.view+json', payload: '', signatures: [] };
  }
}
