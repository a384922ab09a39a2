import { apiVersion } from '../../manifest/index.ts';

/** `reshapr.yaml` of a new source. */
export function projectText(source: string, organization: string): string {
  return `# The source as a whole. Everything in this tree belongs to this organization.
apiVersion: ${apiVersion}
kind: Project
metadata:
  name: ${source}
spec:
  organization: ${organization}
`;
}

/** The gateway group that a new source has. */
export const groupText = `# A gateway belongs to this group when each of its own labels is here with the same value:
# RESHAPR_GATEWAY_LABELS="env=dev;team=reshapr"
apiVersion: ${apiVersion}
kind: GatewayGroup
metadata:
  name: default
spec:
  labels:
    env: dev
    team: reshapr
`;

export interface FirstService {
  /** Path of the spec, relative to the manifest. */
  readonly file: string;
  readonly name: string;
  readonly version: string;
  /** What the spec does not say in a way that counts. */
  readonly missing: readonly ('name' | 'version')[];
  readonly backend: string;
  readonly slug: string;
}

/** A Service with one plan and one endpoint. Texts of the spec are quoted: they may be anything. */
export function serviceText({ file, name, version, missing, backend, slug }: FirstService): string {
  const service = `{ name: ${JSON.stringify(name)}, version: ${JSON.stringify(version)} }`;
  const own = missing
    .map((field) => `  ${field}: ${JSON.stringify(field === 'name' ? name : version)}\n`)
    .join('');
  return `# What there is: an API, described by its spec.
apiVersion: ${apiVersion}
kind: Service
metadata:
  name: ${slug}
spec:
  file: ${JSON.stringify(file)}
${own}---
# What of it is offered, and how it is reached. includedOperations or excludedOperations choose;
# \`reshapr api-key create everyone\` asks callers for a key.
apiVersion: ${apiVersion}
kind: ConfigurationPlan
metadata:
  name: everyone
spec:
  service: ${service}
  backendEndpoint: ${JSON.stringify(backend)}
---
# Where: an MCP endpoint on the gateways of a group.
apiVersion: ${apiVersion}
kind: Exposition
metadata:
  name: ${slug}
spec:
  service: ${service}
  configurationPlan: everyone
  gatewayGroup: default
  name: ${slug}
`;
}
