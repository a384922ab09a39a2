import { z } from 'zod';

const name = z.string().regex(/^[A-Za-z_]\w*$/);
/** A scalar type, or the full name of a message or enum with a dot before it. */
const typeName = z.string().regex(/^(\.?[A-Za-z_]\w*)(\.[A-Za-z_]\w*)*$/);
const featuresSchema = z.record(z.string().regex(/^\w+$/), z.union([z.string().regex(/^\w+$/), z.boolean()]));
const optionsSchema = z.strictObject({
  features: featuresSchema.optional(),
  packed: z.boolean().optional(),
  proto3_optional: z.boolean().optional(),
});
const edition = z.enum(['proto2', 'proto3', '2023', '2024']).optional();
const fieldNumber = z.number().int().min(1).max(536_870_911);

const fieldSchema = z.strictObject({
  edition,
  id: fieldNumber,
  type: typeName,
  rule: z.enum(['repeated', 'required']).optional(),
  /** Of a map. */
  keyType: typeName.optional(),
  /** Where it is not what the name gives. */
  jsonName: z.string().optional(),
  /** The message that an extension field extends. */
  extend: typeName.optional(),
  options: optionsSchema.optional(),
});

const enumSchema = z.strictObject({
  edition,
  values: z.record(name, z.number().int()),
  /** Names that another one comes before for their number. */
  aliases: z.array(name).optional(),
  options: optionsSchema.optional(),
});

/** A message, or a package, which has nothing but `nested`. */
const scopeSchema = z.strictObject({
  edition,
  fields: z.record(name, fieldSchema).optional(),
  oneofs: z.record(name, z.strictObject({ oneof: z.array(name) })).optional(),
  group: z.boolean().optional(),
  options: optionsSchema.optional(),
  get nested(): z.ZodOptional<z.ZodRecord<typeof name, typeof typeSchema>> {
    return z.record(name, typeSchema).optional();
  },
});

/** What a name stands for: a package or message, an enum, or an extension field. */
const typeSchema = z.union([enumSchema, fieldSchema, scopeSchema]);

/**
 * The message types that the gRPC tools of a service need, in the JSON form of the reflection of protobufjs, without
 * anything that neither the wire nor ProtoJSON depends on. Named `<service id>/<name>`.
 */
export const descriptorSchema = z.strictObject({
  format: z.literal('descriptor@1'),
  name: z.string(),
  types: z.record(name, typeSchema),
});

export type DescriptorObject = z.infer<typeof descriptorSchema>;
export type TypeNode = z.infer<typeof typeSchema>;
