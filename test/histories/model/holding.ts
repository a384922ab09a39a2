import type { ExpositionState, Tree } from '../world/tree.ts';
import { specs } from '../world/tree.ts';

/**
 * What one source holds, by what people wrote alone: the model shares no line with what it judges. Names are those of
 * manifests, `<kind>/<name>`.
 */
export interface Holding {
  readonly source: string;
  /** The sources that it takes over from. */
  readonly adopts: ReadonlySet<string>;
  /** Groups with the label of the gateways that they select; services and plans with nothing. */
  readonly others: ReadonlyMap<string, string>;
  readonly expositions: ReadonlyMap<string, Held>;
}

export interface Held extends ExpositionState {
  /** The same for as long as its URL is. */
  readonly id: string;
  /** Tool → what it says. */
  readonly tools: Readonly<Record<string, string>>;
  /** The manifests that it is made of: plan, service and group. */
  readonly needs: readonly string[];
}

export const groupName = (group: string): string => `GatewayGroup/${group}`;
export const serviceName = (service: string): string => `Service/${service}:1.0`;
export const planName = (service: string, plan: string): string => `ConfigurationPlan/${service}:1.0/${plan}`;
const expositionName = ({ service, plan, group }: ExpositionState): string =>
  `Exposition/${service}:1.0/${plan}@${group}`;

export function holdingOf({ source, adopts, groups, services, expositions }: Tree): Holding {
  const plans = Object.entries(services).flatMap(([service, state]) =>
    Object.keys(state.plans).map((plan) => [planName(service, plan), ''] as const),
  );
  return {
    source,
    adopts: new Set(adopts ? [source === 'a' ? 'b' : 'a'] : []),
    others: new Map([
      ...Object.entries(groups).map(([name, label]) => [groupName(name), label] as const),
      ...Object.keys(services).map((name) => [serviceName(name), ''] as const),
      ...plans,
    ]),
    expositions: new Map(
      expositions.map((each) => {
        const { service, plan, group } = each;
        const was = services[service]?.plans[plan] ?? plan;
        const held: Held = {
          ...each,
          id: `${service}/${was}@${group}`,
          tools: toolsOf(services[service]?.spec ?? 0, plan),
          needs: [planName(service, plan), serviceName(service), groupName(group)],
        };
        return [expositionName(each), held];
      }),
    ),
  };
}

function toolsOf(spec: number, plan: string): Readonly<Record<string, string>> {
  const paths = Object.entries(specs[spec] ?? {});
  return Object.fromEntries(plan === 'few' ? paths.filter(([path]) => path === '/items') : paths);
}

export function namesIn({ others, expositions }: Holding): Set<string> {
  return new Set([...others.keys(), ...expositions.keys()]);
}

export function without(holding: Holding, gone: ReadonlySet<string>): Holding {
  return {
    ...holding,
    others: new Map([...holding.others].filter(([name]) => !gone.has(name))),
    expositions: new Map([...holding.expositions].filter(([name]) => !gone.has(name))),
  };
}

/** Manifests whose endpoint goes on under other names: `metadata.renamedFrom` says so. */
export function renamed(before: Holding, after: Holding): Set<string> {
  const now = new Map([...after.expositions].map(([name, { id, needs }]) => [id, new Set([name, ...needs])]));
  return new Set(
    [...before.expositions].flatMap(([name, { id, needs }]) => {
      const names = now.get(id);
      return names === undefined ? [] : [name, ...needs].filter((each) => !names.has(each));
    }),
  );
}
