import { didYouMean, findingKind } from '../../../kernel/index.ts';
import { calledBy } from '../access/callers.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';

const oauth = 'oauth2Configuration: { authorizationServers: [https://login.example] }';

/** A scope for a tool that there is not protects nothing, and the tool that was meant needs no scope. */
export const unknownPermission = rule({
  name: 'unknown-permission',
  scope: 'plan',
  kind: findingKind<{ tool: string; near: string | undefined }>({
    code: 'RSH6016',
    severity: 'warning',
    title: 'A permission for a tool that the plan does not offer',
    help: '`permissions` of a ConfigurationPlan says which scopes a caller needs, by the name of the tool as clients call it. What a tool needs is needed for each custom tool that calls it too, whether the tool itself is offered or not. The name of a tool that there is not has no effect, and a tool whose name is mistyped needs no scope.',
    message: ({ tool }) => `the plan offers no tool '${tool}'`,
    hint: ({ near }) => near ?? 'write the name of the tool as clients call it, or remove this',
  }),
  bad: { 'plan.yaml': planText(`${oauth}\npermissions: { get_order: [orders:read] }`) },
  good: { 'plan.yaml': planText(`${oauth}\npermissions: { get_orders: [orders:read] }`) },
  check: (subject, report) => {
    const { plan, imported, offer } = subject;
    if (!offer.isRead) return;
    const called = offer.tools.flatMap((tool) => calledBy(tool, subject));
    const names = [...offer.tools, ...called].map(({ name }) => name);
    const near = (tool: string): string | undefined => {
      // The tool is there, and the plan leaves it out.
      if (imported.tools.some(({ name }) => name === tool)) return undefined;
      return didYouMean(imported.tools.find(({ operation }) => operation === tool)?.name ?? tool, names);
    };
    for (const tool of Object.keys(plan.manifest.spec.permissions ?? {}))
      if (!names.includes(tool))
        report({ tool, near: near(tool) }, plan.manifest.at(['permissions', tool], 'key'));
  },
});
