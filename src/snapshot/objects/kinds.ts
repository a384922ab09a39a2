import type { z } from 'zod';
import { accessSchema } from './access.ts';
import { credentialSchema } from './credential.ts';
import { descriptorSchema } from './descriptor.ts';
import { electionSchema } from './election.ts';
import { expositionSchema } from './exposition.ts';
import { filterSchema } from './filter.ts';
import { groupSchema } from './group.ts';
import { manifestSchema } from './manifest.ts';
import { policySchema } from './policy.ts';
import { promptSchema } from './prompt.ts';
import { resourceSchema } from './resource.ts';
import { schemaSchema } from './schema.ts';
import { sourceSchema } from './source.ts';
import { toolSchema } from './tool.ts';

/** Every kind of object with its format and who reads it: *served* ones appear in views, *control* ones do not. */
export const objectKinds = {
  tool: { schema: toolSchema, served: true },
  schema: { schema: schemaSchema, served: true },
  descriptor: { schema: descriptorSchema, served: true },
  prompt: { schema: promptSchema, served: true },
  resource: { schema: resourceSchema, served: true },
  filter: { schema: filterSchema, served: true },
  access: { schema: accessSchema, served: true },
  credential: { schema: credentialSchema, served: true },
  exposition: { schema: expositionSchema, served: true },
  election: { schema: electionSchema, served: true },
  group: { schema: groupSchema, served: false },
  manifest: { schema: manifestSchema, served: false },
  policy: { schema: policySchema, served: false },
  source: { schema: sourceSchema, served: false },
} as const;

export type ObjectKind = keyof typeof objectKinds;

export type ObjectOf<K extends ObjectKind> = z.infer<(typeof objectKinds)[K]['schema']>;

export function isObjectKind(text: string): text is ObjectKind {
  return Object.hasOwn(objectKinds, text);
}

/** The formats that a reader of these objects has to know, sorted. */
export function formatsOf(entries: readonly { readonly kind: string }[]): string[] {
  const kinds = new Set(entries.map(({ kind }) => kind).filter(isObjectKind));
  return [...kinds].map((kind) => objectKinds[kind].schema.shape.format.value).sort();
}

/** The kinds of objects that appear in views. */
export const servedKinds: ReadonlySet<ObjectKind> = new Set(
  Object.entries(objectKinds).flatMap(([kind, { served }]) => (served && isObjectKind(kind) ? [kind] : [])),
);

/** The formats that this version reads, as `Hello` lists them. */
export const servedFormats: readonly string[] = Object.entries(objectKinds)
  .filter(([, kind]) => kind.served)
  .map(([, kind]) => kind.schema.shape.format.value)
  .sort();
