import { z } from 'zod';

/** The message types that the gRPC tools of a service need, as a reflection in JSON. Named `<service id>/<name>`. */
export const descriptorSchema = z.strictObject({
  format: z.literal('descriptor@1'),
  name: z.string(),
  types: z.record(z.string(), z.unknown()),
});

export type DescriptorObject = z.infer<typeof descriptorSchema>;
