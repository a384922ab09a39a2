import { type ProblemKind, problem, problemKind } from '../kernel/index.ts';

export const malformedLabels: ProblemKind<{ text: string; part: string }> = problemKind({
  code: 'RSH7001',
  title: 'Malformed gateway labels',
  help:
    'Gateway labels are `key=value` pairs with `;` or `,` between them, as in ' +
    '`RESHAPR_GATEWAY_LABELS="env=dev;team=reshapr"`. A key is not empty and occurs once.',
  message: ({ text, part }) => `gateway labels "${text}": '${part}' is not key=value`,
  hint: () => 'write pairs like env=dev;team=reshapr',
});

/** Reads `key=value;key=value`, with `;` or `,` between the pairs. Empty text is no label at all. */
export function parseLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const part of text.split(/[;,]/).map((piece) => piece.trim())) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const key = part.slice(0, Math.max(equals, 0)).trim();
    if (key === '' || Object.hasOwn(labels, key)) throw problem(malformedLabels, { text, part });
    labels[key] = part.slice(equals + 1).trim();
  }
  return labels;
}

/** `env=dev, team=reshapr`, sorted by key. */
export function formatLabels(labels: Readonly<Record<string, string>>): string {
  return Object.keys(labels)
    .sort()
    .map((key) => `${key}=${labels[key]}`)
    .join(', ');
}

/**
 * Whether a gateway belongs to a group: every label of the *gateway* is present in the group with the same
 * value (reShapr's rule, the reverse of a Kubernetes selector). A gateway without labels belongs to every group.
 */
export function matchesGroup(
  gateway: Readonly<Record<string, string>>,
  group: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(gateway).every(([key, value]) => group[key] === value);
}

/** Why a gateway does not belong to a group, one phrase per label that stands in the way. */
export function mismatches(
  gateway: Readonly<Record<string, string>>,
  group: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(gateway)
    .filter(([key, value]) => group[key] !== value)
    .map(([key, value]) => {
      const other = group[key];
      return other === undefined
        ? `the group has no label ${key}`
        : `${key} is ${other} there, ${value} here`;
    });
}
