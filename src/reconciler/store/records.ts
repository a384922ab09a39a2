import { z } from 'zod';

/** Formats of the journal that this version reads; the last one is what it writes. */
export const oldestFormat = 1;
export const storeFormat = 2;

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** The store was made. */
const installedSchema = z.strictObject({
  type: z.literal('installed'),
  /** Of the store's format, not of the software. */
  version: z.number().int().nonnegative(),
  epoch: z.number().int().positive(),
});

/** From here on the journal has a newer format; what stands before it is read as what it was. */
const migratedSchema = z.strictObject({ type: z.literal('migrated'), version: z.number().int().positive() });

/** A new epoch began, above every one that gateways reported: the store had been put back, or lost its end. */
const recoveredSchema = z.strictObject({
  type: z.literal('recovered'),
  epoch: z.number().int().positive(),
  author: z.string(),
});

/** What a gateway made of a view: of these the state keeps nothing, they are for the audit. */
const verdictSchema = z.strictObject({
  type: z.literal('verdict'),
  organization: z.string(),
  gateway: z.string(),
  /** Whose content the view is; 0 when that is not known. */
  revision: z.number().int().nonnegative(),
  view: digest,
  status: z.enum(['active', 'rejected']),
  permanent: z.boolean().optional(),
  why: z.string().optional(),
});

/** A snapshot was applied to an organization, by a person, a sync or a rollback. */
const revisionSchema = z.strictObject({
  type: z.literal('revision'),
  organization: z.string(),
  /** Counts up from 1 in the organization. */
  sequence: z.number().int().positive(),
  source: z.string(),
  /** Of the snapshot's list, which is an object itself. */
  snapshot: digest,
  provenance: digest,
  /** Of the list of files that it was compiled from. */
  manifests: digest.optional(),
  /** Expositions that are new, with the revision that added them: this one, or the one that a rollback restores. */
  since: z.record(z.string(), z.number().int().positive()),
  /** Expositions that are no more. */
  gone: z.array(z.string()),
  plan: digest.optional(),
  commit: z.string().optional(),
  author: z.string(),
  reason: z.enum(['apply', 'sync', 'rollback']),
  /** Of a rollback: the revision whose content this is. */
  restores: z.number().int().positive().optional(),
  /** Manifests, `<kind>/<name>`, that it takes over from another source. */
  adopted: z.array(z.strictObject({ source: z.string(), manifests: z.array(z.string()) })).optional(),
  /** How gateways are moved to it. Without it, in journals of older versions, it is deployed at once. */
  rollout: z
    .strictObject({
      /** Milliseconds that the gateways of one wave have to take it. */
      timeoutMs: z.number().int().positive(),
      /** All gateways are one wave, and nothing is put back: of a rollback. */
      allAtOnce: z.boolean(),
    })
    .optional(),
});

/** The gateways of a wave should serve a revision from now on. */
const waveSchema = z.strictObject({
  type: z.literal('wave'),
  organization: z.string(),
  revision: z.number().int().positive(),
  wave: z.number().int().nonnegative(),
  gateways: z.array(z.string()),
});

export const rolloutOutcomes = ['completed', 'failed', 'superseded'] as const;

/** A rollout is over. Only a completed one makes its revision the head of its source. */
const rolloutEndedSchema = z.strictObject({
  type: z.literal('rollout-ended'),
  organization: z.string(),
  revision: z.number().int().positive(),
  outcome: z.enum(rolloutOutcomes),
  /** What ended it early, or what a rollback that was not put back came upon. */
  cause: z.enum(['rejected', 'timeout', 'unhealthy']).optional(),
  /** Gateways that served it. */
  active: z.array(z.string()),
  /** Gateways that should have, and what became of it. */
  others: z.array(z.strictObject({ gateway: z.string(), state: z.string(), findings: z.array(z.string()) })),
  author: z.string().optional(),
});

/** A header was signed with this sequence; it is never used again. */
const signedSchema = z.strictObject({
  type: z.literal('signed'),
  organization: z.string(),
  sequence: z.number().int().positive(),
  /** Of the view that it stands for; absent in journals of format 1. */
  view: digest.optional(),
});

export const roles = ['gateway', 'read', 'deploy', 'admin'] as const;

const tokenSchema = z.strictObject({
  type: z.literal('token'),
  id: z.string(),
  organization: z.string(),
  name: z.string(),
  role: z.enum(roles),
  /** SHA-256 of the whole token text. The token itself is never kept. */
  sha256: digest,
  /** Milliseconds since 1970. */
  expiresAt: z.number().int(),
  gatewayIds: z.array(z.string()).optional(),
  groups: z.array(z.string()).optional(),
  /** The token that this one succeeds. */
  renews: z.string().optional(),
  author: z.string(),
});

const tokenRevokedSchema = z.strictObject({
  type: z.literal('token-revoked'),
  id: z.string(),
  author: z.string(),
});

/** Git sync leaves a source alone while its head is what a rollback restored. */
const heldSchema = z.strictObject({
  type: z.literal('held'),
  organization: z.string(),
  source: z.string(),
  /** The snapshot that sync must not apply again; absent when the hold ends. */
  snapshot: digest.optional(),
  author: z.string(),
});

/** Somebody changes an organization; nobody else does until the lease ends. */
const leaseSchema = z.strictObject({
  type: z.literal('lease'),
  organization: z.string(),
  /** Counts up from 1 in the organization. */
  fence: z.number().int().positive(),
  holder: z.string(),
  purpose: z.string(),
  /** Milliseconds since 1970. */
  expiresAt: z.number().int(),
});

const leaseEndedSchema = z.strictObject({
  type: z.literal('lease-ended'),
  organization: z.string(),
  fence: z.number().int().positive(),
  author: z.string(),
  /** It was taken away from its holder. */
  forced: z.boolean(),
});

export const journalRecordSchema = z.discriminatedUnion('type', [
  installedSchema,
  migratedSchema,
  recoveredSchema,
  verdictSchema,
  revisionSchema,
  signedSchema,
  tokenSchema,
  tokenRevokedSchema,
  heldSchema,
  waveSchema,
  rolloutEndedSchema,
  leaseSchema,
  leaseEndedSchema,
]);

export type JournalRecord = z.infer<typeof journalRecordSchema>;
export type RevisionRecord = z.infer<typeof revisionSchema>;
export type RolloutEndedRecord = z.infer<typeof rolloutEndedSchema>;
export type TokenRecord = z.infer<typeof tokenSchema>;
export type Role = (typeof roles)[number];
