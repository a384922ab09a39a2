import { z } from 'zod';
import { configurationPlanSchema } from './configuration-plan.ts';
import { customToolsShapes } from './custom-tools.ts';
import { expositionManifestSchema } from './exposition.ts';
import { gatewayManifestSchema } from './gateway.ts';
import { gatewayClassSchema } from './gateway-class.ts';
import { gatewayGroupSchema } from './gateway-group.ts';
import { policySchema } from './policy.ts';
import { projectSchema } from './project.ts';
import { promptsShapes } from './prompts.ts';
import { resourcesShapes } from './resources.ts';
import { secretSourceSchema } from './secret-source.ts';
import { serviceSchema } from './service.ts';
import { toolsOutputFiltersShapes } from './tools-output-filters.ts';

/** Kinds that are written one way: `metadata` and `spec`. */
export const resourceKinds = {
  Project: projectSchema,
  Service: serviceSchema,
  ConfigurationPlan: configurationPlanSchema,
  Exposition: expositionManifestSchema,
  GatewayGroup: gatewayGroupSchema,
  GatewayClass: gatewayClassSchema,
  Gateway: gatewayManifestSchema,
  SecretSource: secretSourceSchema,
  Policy: policySchema,
} as const;

/** Attached artifacts, which are written in two ways. */
export const artifactKinds = {
  Prompts: promptsShapes,
  CustomTools: customToolsShapes,
  Resources: resourcesShapes,
  ToolsOutputFilters: toolsOutputFiltersShapes,
} as const;

export type ResourceKind = keyof typeof resourceKinds;
export type ArtifactKind = keyof typeof artifactKinds;
export type Kind = ResourceKind | ArtifactKind;

export type ResourceManifest<K extends ResourceKind> = z.infer<(typeof resourceKinds)[K]>;
export type ArtifactBody<K extends ArtifactKind> = z.infer<(typeof artifactKinds)[K]['resource']>['spec'];

export const kinds: readonly Kind[] = [
  ...(Object.keys(resourceKinds) as ResourceKind[]),
  ...(Object.keys(artifactKinds) as ArtifactKind[]),
];

export function isResourceKind(text: string): text is ResourceKind {
  return Object.hasOwn(resourceKinds, text);
}

export function isArtifactKind(text: string): text is ArtifactKind {
  return Object.hasOwn(artifactKinds, text);
}

/** The schema of a kind as a whole, for JSON Schema and for editors. */
export function schemaOfKind(kind: Kind): z.ZodType {
  if (isResourceKind(kind)) return resourceKinds[kind];
  return z.union([artifactKinds[kind].resource, artifactKinds[kind].bare]);
}
