import fc from 'fast-check';
import { digestOf } from '../../../src/snapshot/index.ts';
import type { Hello, ToControl, ViewRef } from '../../../src/wire/index.ts';

const text = fc.string({ unit: 'binary', maxLength: 12 });
/** The name `__proto__` is lost in a plain object, as any name is that no label may have. */
const labelName = fc.stringMatching(/^[a-z][a-z0-9.-]{0,10}$/);
const natural = fc.maxSafeNat();
const small = fc.nat({ max: 2 ** 32 - 1 });
export const digest = fc.nat().map((seed) => digestOf(Buffer.from(String(seed))));

const ref: fc.Arbitrary<ViewRef> = fc.record({ epoch: natural, sequence: natural, digest });
const maybeRef = fc.option(ref, { nil: null });
const finding = fc.record({
  kind: text,
  name: text,
  code: text,
  severity: fc.constantFrom('error' as const, 'warning' as const),
  message: text,
});

const hello: fc.Arbitrary<Hello> = fc
  .record({
    type: fc.constant('hello' as const),
    gatewayId: text,
    instanceId: text,
    labels: fc.dictionary(labelName, text, { noNullPrototype: true }),
    fqdns: fc.array(text),
    softwareVersion: text,
    formats: fc.array(text),
    active: maybeRef,
    crashed: maybeRef,
    check: fc.boolean(),
  })
  .map(({ check, ...rest }) => (check ? { ...rest, check } : rest));

/** Every message of a gateway, but for an inventory so large that it is cut. */
export const toControl: fc.Arbitrary<ToControl> = fc.oneof(
  hello,
  fc.record({
    type: fc.constant('inventory' as const),
    digests: fc.array(digest),
    last: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('verdict' as const),
    transaction: natural,
    view: ref,
    status: fc.constantFrom('staged' as const, 'active' as const, 'rejected' as const),
    permanent: fc.boolean(),
    findings: fc.array(finding, { maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant('beat' as const),
    number: natural,
    active: maybeRef,
    calls: natural,
    errors: natural,
  }),
  fc.record({ type: fc.constant('goodbye' as const), reason: text }),
);

const bytes = fc.uint8Array({ maxLength: 48 }).map((raw) => Buffer.from(raw).toString('base64'));

/** Every message of a control plane, but for Put, which travels in pieces. */
export const toGateway = fc.oneof(
  fc.record({
    type: fc.constant('welcome' as const),
    organization: text,
    groups: fc.array(text),
    beatIntervalMs: small,
    keys: fc.array(
      fc.record({
        keyId: text,
        spki: bytes,
        endorsements: fc.array(fc.record({ keyId: text, signature: bytes })),
      }),
    ),
    inventoryWanted: fc.boolean(),
    softwareVersion: text,
    nowMs: natural,
    endpoints: fc.array(fc.record({ path: text, tools: small, access: text })),
  }),
  fc.record({
    type: fc.constant('intent' as const),
    transaction: natural,
    mode: fc.constantFrom('none' as const, 'delta' as const, 'full' as const),
    reason: fc.constantFrom(
      'in-sync' as const,
      'first' as const,
      'changed' as const,
      'unknown-view' as const,
      'drift' as const,
      'retry' as const,
      'gateway-ahead' as const,
      'nothing-desired' as const,
      'rejected-before' as const,
    ),
    puts: small,
    removes: small,
    bytes: natural,
  }),
  fc.record({
    type: fc.constant('remove' as const),
    objects: fc.array(fc.record({ kind: text, name: text })),
  }),
  fc.record({
    type: fc.constant('activate' as const),
    transaction: natural,
    envelope: fc.record({
      payloadType: fc.constant('application/vnd.reshapr.view+json' as const),
      payload: text,
      signatures: fc.array(fc.record({ keyid: text, sig: text })),
    }),
  }),
  fc.record({ type: fc.constant('beatAck' as const), number: natural }),
  fc.record({
    type: fc.constant('beatAck' as const),
    number: natural,
    groupSizes: fc.dictionary(fc.constantFrom('default', 'group b'), small, { minKeys: 1 }),
  }),
  fc.record({
    type: fc.constant('refuse' as const),
    reason: fc.constantFrom(
      'unknown' as const,
      'expired' as const,
      'revoked' as const,
      'not-allowed' as const,
      'duplicate-id' as const,
      'incompatible' as const,
      'protocol' as const,
    ),
    message: text,
  }),
  fc.record({ type: fc.constant('goodbye' as const), reason: text, retryAfterMs: small }),
);
