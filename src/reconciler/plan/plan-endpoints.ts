import { z } from 'zod';
import { compareText } from '../../kernel/index.ts';
import { type ExpositionObject, expositionsOf, hintsOf, labelOf, toolNameOf } from '../../snapshot/index.ts';
import type { Contract } from './contract.ts';
import { entriesOf, type PlanSide } from './plan-side.ts';

/** An endpoint that there would be, for those who judge what there would be and not only what changes. */
export const planEndpointSchema = z.strictObject({
  name: z.string().describe('Its name, or its id where it has none.'),
  id: z.string(),
  service: z.string(),
  version: z.string(),
  plan: z.string().describe('Name of its ConfigurationPlan.'),
  group: z.string(),
  labels: z.record(z.string(), z.string()).describe('Labels of the group.'),
  access: z.enum(['open', 'apiKey', 'oauth2']),
  tools: z.int().min(0),
  destructiveTools: z.array(z.string()),
  touched: z.boolean().describe('Whether the plan changes anything of it.'),
});

export type PlanEndpoint = z.infer<typeof planEndpointSchema>;

type Labels = Readonly<Record<string, string>>;

/** Every endpoint of the head; `otherGroups` are those that other sources declare. */
export function endpointsOf(
  head: PlanSide,
  otherGroups: ReadonlyMap<string, Labels>,
  { touched }: Contract,
): PlanEndpoint[] {
  const groups = entriesOf(head, 'group');
  const isTouched = new Set(touched.endpoints);
  const isDestructive = destructiveTools(head);

  function labelsOf(group: string): Labels {
    const own = groups.get(group);
    return own === undefined ? (otherGroups.get(group) ?? {}) : head.open('group', own.digest).labels;
  }

  function factsOf(exposition: ExpositionObject): PlanEndpoint {
    const { id, service, plan, group, access, tools } = exposition;
    const name = labelOf(exposition);
    return {
      name,
      id,
      service: service.name,
      version: service.version,
      plan: plan.name,
      group,
      labels: { ...labelsOf(group) },
      access: access.type,
      tools: tools.length,
      destructiveTools: tools.filter(isDestructive).map(toolNameOf),
      touched: isTouched.has(name),
    };
  }

  return [...expositionsOf(head).values()].map(factsOf).sort((a, b) => compareText(a.name, b.name));
}

/** Whether a tool may destroy something, by the name of its object; each tool is looked at once. */
function destructiveTools(head: PlanSide): (name: string) => boolean {
  const tools = entriesOf(head, 'tool');
  const known = new Map<string, boolean>();
  return (name) => {
    let destructive = known.get(name);
    if (destructive === undefined) {
      const entry = tools.get(name);
      destructive = entry !== undefined && hintsOf(head.open('tool', entry.digest)).destructive;
      known.set(name, destructive);
    }
    return destructive;
  };
}
