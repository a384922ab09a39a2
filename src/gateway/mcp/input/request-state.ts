import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { type Clock, isJsonObject, type Json, type JsonObject } from '../../../kernel/index.ts';
import { type Digest, digestOf } from '../../../snapshot/index.ts';
import type { GivenInput, InputAnswer } from '../../surface/input-required.ts';
import type { McpLimits } from '../options.ts';
import type { Seal } from '../seal.ts';

/** The call that a state belongs to: it opens for no other. */
export interface StateBinding {
  readonly surfaceId: string;
  /** Who calls, as `callerKey` tells callers apart. */
  readonly caller: string;
  /** Of method, name and arguments. */
  readonly call: Digest;
}

export type OpenedState =
  | { readonly type: 'opened'; readonly input: GivenInput }
  | { readonly type: 'refused'; readonly why: 'not-ours' | 'expired' | 'used' };

/** `requestState` of 2026-07-28: what a call must be told when the client makes it again with answers. */
export interface RequestStates {
  seal(binding: StateBinding, input: GivenInput): string;
  /** Opens a state once. Gateways that share a key open each other's; each only remembers what it opened itself. */
  open(token: string, binding: StateBinding): OpenedState;
}

const answerSchema = z.object({
  action: z.enum(['accept', 'decline', 'cancel']),
  content: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
});
const contentSchema = z.object({
  surfaceId: z.string(),
  caller: z.string(),
  call: z.string(),
  expiresAt: z.number(),
  rounds: z.number(),
  answers: z.array(z.tuple([z.string(), answerSchema])),
  state: z.json().optional(),
});

/** Characters of the end of a token that tell it from all others: its authentication tag. */
const tagLength = 22;

export function requestStates(
  seal: Seal,
  { clock }: { readonly clock: Clock },
  limits: Pick<McpLimits, 'inputAgeMs' | 'usedStates'>,
): RequestStates {
  const used = new LRUCache<string, true>({ max: limits.usedStates });

  return {
    seal(binding, { answers, state, rounds }) {
      const expiresAt = clock.now() + limits.inputAgeMs;
      const content = { ...binding, expiresAt, rounds, answers: [...answers], state };
      return seal.seal(Buffer.from(JSON.stringify(content)));
    },
    open(token, binding) {
      const bytes = seal.open(token);
      const content = bytes && contentSchema.safeParse(JSON.parse(bytes.toString('utf8'))).data;
      if (content === undefined || !isOf(content, binding)) return { type: 'refused', why: 'not-ours' };
      if (content.expiresAt <= clock.now()) return { type: 'refused', why: 'expired' };
      const tag = token.slice(-tagLength);
      if (used.has(tag)) return { type: 'refused', why: 'used' };
      used.set(tag, true);
      const { rounds, state } = content;
      const answers: ReadonlyMap<string, InputAnswer> = new Map(content.answers);
      return { type: 'opened', input: { answers, rounds, ...(state !== undefined && { state }) } };
    },
  };
}

function isOf(content: z.infer<typeof contentSchema>, { surfaceId, caller, call }: StateBinding): boolean {
  return content.surfaceId === surfaceId && content.caller === caller && content.call === call;
}

/** Names a call by what it asks for, in whatever order its arguments are written. */
export function callDigest(method: string, { name, uri, arguments: args = {} }: JsonObject): Digest {
  return digestOf(Buffer.from(JSON.stringify([method, name, uri, args], sortedKeys)));
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries<Json | undefined>(sorted);
}
