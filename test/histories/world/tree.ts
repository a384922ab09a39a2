import { openApi } from '../../e2e/support/tree.ts';

/** What one source says, small enough that trees come up again and again. */
export interface Tree {
  readonly source: string;
  readonly adopts: boolean;
  /** Group → label of the gateways that it selects. */
  readonly groups: Readonly<Record<string, string>>;
  readonly services: Readonly<Record<string, ServiceState>>;
  readonly expositions: readonly ExpositionState[];
}

export interface ServiceState {
  /** Which operations its spec has. */
  readonly spec: number;
  /** Names of its plans, each with the name that it had before, if it was renamed. */
  readonly plans: Readonly<Record<string, string | undefined>>;
}

export interface ExpositionState {
  readonly service: string;
  readonly plan: string;
  readonly group: string;
  readonly name?: string | undefined;
  readonly keepOnDelete?: boolean | undefined;
  readonly protected?: boolean | undefined;
}

/** Every group that any source may declare; expositions may be on those of others. */
export const groupNames = ['east', 'west', 'lab'] as const;
export const serviceNames = ['Orders', 'Stock', 'Users'] as const;
export const planNames = ['all', 'some', 'few'] as const;
export const labels = ['dev', 'prod', 'test'] as const;

export const specs: readonly Readonly<Record<string, string>>[] = [
  { '/items': 'Lists items.' },
  { '/items': 'Lists items.', '/parts': 'Lists parts.' },
  { '/items': 'Lists all items.', '/parts': 'Lists parts.' },
];
export const specCount = specs.length;

/** The files of a tree. */
export function filesOf({ source, adopts, groups, services, expositions }: Tree): Record<string, string> {
  const external = groupNames.filter((name) => !(name in groups));
  const other = source === 'a' ? 'b' : 'a';
  const files: Record<string, string> = {
    'reshapr.yaml': manifest('Project', source, {
      organization: 'acme',
      externalGroups: external,
      ...(adopts ? { adopts: [other] } : {}),
    }),
  };
  for (const [name, label] of Object.entries(groups))
    files[`groups/${name}.yaml`] = manifest('GatewayGroup', name, { labels: { env: label } });
  for (const [name, { spec, plans }] of Object.entries(services)) {
    files[`${name}.openapi.yaml`] = openApi(name, specs[spec] ?? {});
    files[`${name}.yaml`] = manifest('Service', name.toLowerCase(), { file: `${name}.openapi.yaml` });
    for (const [plan, renamedFrom] of Object.entries(plans))
      files[`plans/${name}-${plan}.yaml`] = manifest(
        'ConfigurationPlan',
        plan,
        {
          service: { name, version: '1.0' },
          backendEndpoint: `http://${plan}.invalid`,
          ...(plan === 'few' ? { includedOperations: ['GET /items'] } : {}),
        },
        renamedFrom === undefined ? {} : { renamedFrom },
      );
  }
  for (const { service, plan, group, ...more } of expositions)
    files[`expositions/${service}-${plan}-${group}.yaml`] = manifest(
      'Exposition',
      `${service}-${plan}-${group}`.toLowerCase(),
      { service: { name: service }, configurationPlan: plan, gatewayGroup: group, ...more },
    );
  return files;
}

/** JSON is YAML. */
function manifest(kind: string, name: string, spec: object, metadata: object = {}): string {
  return JSON.stringify({ apiVersion: 'reshapr.io/v1alpha1', kind, metadata: { name, ...metadata }, spec });
}
