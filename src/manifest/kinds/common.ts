import { z } from 'zod';

export const apiVersion = 'reshapr.io/v1alpha1';

export const apiVersionSchema = z.literal(apiVersion).describe('Version of the manifest format.');

export function kindSchema<K extends string>(kind: K) {
  return z.literal(kind).describe('What the manifest declares.');
}

/** The part of a manifest that a person writes. */
export function specSchema<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape).describe('What is wanted.');
}

/** Fields that Kubernetes adds when a manifest is read back from a cluster; they mean nothing here. */
const clusterField = 'Written by Kubernetes. Not used by the compiler.';
const clusterFields = {
  uid: z.string().optional().describe(clusterField),
  resourceVersion: z.string().optional().describe(clusterField),
  generation: z.number().optional().describe(clusterField),
  creationTimestamp: z.string().nullable().optional().describe(clusterField),
  managedFields: z.array(z.unknown()).optional().describe(clusterField),
  ownerReferences: z.array(z.unknown()).optional().describe(clusterField),
  finalizers: z.array(z.string()).optional().describe(clusterField),
};

export const metadataSchema = z
  .strictObject({
    name: z.string().min(1).describe('Name of the manifest, unique for its kind.'),
    namespace: z.string().optional().describe('Kubernetes namespace. Not used by the compiler.'),
    labels: z.record(z.string(), z.string()).optional().describe('Free labels. Not used by the compiler.'),
    annotations: z
      .record(z.string(), z.string())
      .optional()
      .describe('`reshapr.io/organization`, when given, must be the organization of the source.'),
    renamedFrom: z
      .string()
      .min(1)
      .optional()
      .describe(
        'The name that a Service, ConfigurationPlan or GatewayGroup had first, so that ids and URLs stay after a rename.',
      ),
    ...clusterFields,
  })
  .describe('What the manifest is called.');

export const serviceReferenceSchema = z
  .strictObject({
    name: z.string().min(1).describe("The service's name: `spec.name`, or the title of its spec."),
    version: z
      .string()
      .min(1)
      .optional()
      .describe('Its version. May be left out while the service has a single one.'),
  })
  .describe('A Service of this source, by name and version.');

export const exactServiceReferenceSchema = z
  .strictObject({
    name: z.string().min(1).describe("The service's name: `spec.name`, or the title of its spec."),
    version: z.string().min(1).describe('Its version.'),
  })
  .describe('A Service of this source, by name and version.');

export const keepOnDeleteSchema = z
  .boolean()
  .optional()
  .describe('Keep what is deployed when this manifest is removed from the source.');

export const protectedSchema = z
  .boolean()
  .optional()
  .describe(
    'Block every plan that would remove what is deployed of this manifest, until it is deployed without this.',
  );

export const operationsSchema = z.array(z.string().min(1));

/** `status` is what a controller wrote; a manifest that was read back from a cluster carries it. */
export const statusSchema = z
  .unknown()
  .optional()
  .describe('Written by controllers. Not used by the compiler.');

/** `${env:NAME}` or `${file:path}`, possibly inside a longer text. */
export const referencePattern = /\$\{(env|file):([^}]+)\}/;

export function isReference(text: string): boolean {
  return referencePattern.test(text);
}
