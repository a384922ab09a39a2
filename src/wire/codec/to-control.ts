import { isDigest } from '../../snapshot/index.ts';
import * as proto from '../generated/reshapr/snapshot/v1/snapshot.ts';
import type { Hello, Inventory, ToControl, Verdict, ViewRef } from '../messages.ts';
import { verdictStatuses } from './enums.ts';

/** Digests in one Inventory message: 32 bytes each, well under 1 MB. */
const inventoryChunk = 20_000;

/** A message of a gateway as protobuf, in as many pieces as its size asks for. */
export function encodeToControl(message: ToControl): proto.ConnectRequest[] {
  switch (message.type) {
    case 'hello':
      return [{ message: { $case: 'hello', value: encodeHello(message) } }];
    case 'inventory':
      return encodeInventory(message);
    case 'verdict':
      return [{ message: { $case: 'verdict', value: encodeVerdict(message) } }];
    case 'beat': {
      const { number, calls, errors, active } = message;
      return [{ message: { $case: 'beat', value: { number, calls, errors, active: active ?? undefined } } }];
    }
    case 'goodbye':
      return [{ message: { $case: 'goodbye', value: { reason: message.reason } } }];
  }
}

/** Undefined for a message that this version does not know, or that breaks the protocol. */
export function decodeToControl({ message }: proto.ConnectRequest): ToControl | undefined {
  switch (message?.$case) {
    case 'hello':
      return decodeHello(message.value);
    case 'inventory': {
      const digests = message.value.digests.map((digest) => digest.toString('hex'));
      return digests.every(isDigest) ? { type: 'inventory', digests, last: message.value.last } : undefined;
    }
    case 'verdict':
      return decodeVerdict(message.value);
    case 'beat': {
      const { number, calls, errors, active } = message.value;
      const ref = decodeRef(active);
      return ref === undefined ? undefined : { type: 'beat', number, calls, errors, active: ref };
    }
    case 'goodbye':
      return { type: 'goodbye', reason: message.value.reason };
    case undefined:
      return undefined;
  }
}

function encodeHello(hello: Hello): proto.Hello {
  return {
    gatewayId: hello.gatewayId,
    instanceId: hello.instanceId,
    labels: { ...hello.labels },
    fqdns: [...hello.fqdns],
    softwareVersion: hello.softwareVersion,
    formats: [...hello.formats],
    active: hello.active ?? undefined,
    crashed: hello.crashed ?? undefined,
    check: hello.check ?? false,
  };
}

function decodeHello(value: proto.Hello): Hello | undefined {
  const active = decodeRef(value.active);
  const crashed = decodeRef(value.crashed);
  if (active === undefined || crashed === undefined) return undefined;
  const { gatewayId, instanceId, labels, fqdns, softwareVersion, formats, check } = value;
  const facts = { gatewayId, instanceId, labels, fqdns, softwareVersion, formats, active, crashed };
  return { type: 'hello', ...facts, ...(check ? { check } : {}) };
}

function encodeInventory({ digests, last }: Inventory): proto.ConnectRequest[] {
  const messages: proto.ConnectRequest[] = [];
  for (let start = 0; start === 0 || start < digests.length; start += inventoryChunk) {
    const chunk = digests.slice(start, start + inventoryChunk).map((digest) => Buffer.from(digest, 'hex'));
    const ends = start + inventoryChunk >= digests.length;
    messages.push({ message: { $case: 'inventory', value: { digests: chunk, last: last && ends } } });
  }
  return messages;
}

function encodeVerdict(verdict: Verdict): proto.Verdict {
  return {
    transaction: verdict.transaction,
    view: verdict.view,
    status: verdictStatuses.toProto(verdict.status) as proto.VerdictStatus,
    permanence: verdict.permanent
      ? proto.Permanence.PERMANENCE_PERMANENT
      : proto.Permanence.PERMANENCE_TRANSIENT,
    findings: verdict.findings.map(({ kind, name, code, severity, message }) => ({
      object: { kind, name },
      code,
      severity,
      message,
    })),
  };
}

function decodeVerdict(value: proto.Verdict): Verdict | undefined {
  const status = verdictStatuses.fromProto(value.status);
  if (status === undefined) return undefined;
  return {
    type: 'verdict',
    transaction: value.transaction,
    view: value.view ?? { epoch: 0, sequence: 0, digest: '' },
    status,
    permanent: value.permanence === proto.Permanence.PERMANENCE_PERMANENT,
    findings: value.findings.map(({ object, code, severity, message }) => ({
      kind: object?.kind ?? '',
      name: object?.name ?? '',
      code,
      severity: severity === 'warning' ? 'warning' : 'error',
      message,
    })),
  };
}

/** Null when the gateway has none; undefined when it is malformed. */
function decodeRef(ref: proto.ViewRef | undefined): ViewRef | null | undefined {
  if (ref === undefined) return null;
  return isDigest(ref.digest) ? { epoch: ref.epoch, sequence: ref.sequence, digest: ref.digest } : undefined;
}
