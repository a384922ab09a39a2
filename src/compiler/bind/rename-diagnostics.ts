import { findingKind } from '../../kernel/index.ts';

export const renamedWithoutEffect = findingKind<{ kind: string }>({
  code: 'RSH8043',
  severity: 'warning',
  title: 'A renamedFrom that keeps nothing',
  help: 'Ids of expositions, and with them URLs, are made of the names of a Service, a ConfigurationPlan and a GatewayGroup. `metadata.renamedFrom` of one of these keeps them after a rename; on any other kind it has no effect. The readable URL of an Exposition is its `spec.name`.',
  message: ({ kind }) => `renamedFrom has no effect on ${article(kind)} ${kind}: no id is made of its name`,
  hint: () => 'remove it; a Service, a ConfigurationPlan or a GatewayGroup may have it',
});

export const renamedFromTaken = findingKind<{ kind: string; name: string }>({
  code: 'RSH8044',
  severity: 'error',
  title: 'A renamedFrom that names something that is still there',
  help: 'What was renamed keeps the id that was made of its old name. While something else has that name, or was renamed from it too, both would have one id.',
  message: ({ kind, name }) => `${kind} '${name}' has the id of another one, because of renamedFrom`,
  hint: () => 'remove renamedFrom, or give the other one another name',
});

function article(kind: string): string {
  return /^[AEIO]/.test(kind) ? 'an' : 'a';
}
