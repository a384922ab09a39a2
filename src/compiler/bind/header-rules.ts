import {
  forwardedNames,
  type HeaderDirection,
  type HeaderPolicy,
  isHeaderName,
  whyNeverPasses,
  whyNeverTaken,
} from '../../snapshot/index.ts';

/** `request` or `response` of a headerPolicy, as it is written. */
export interface HeaderRules {
  readonly allow?: readonly string[] | undefined;
  readonly deny?: readonly string[] | undefined;
  readonly rename?: readonly { readonly from: string; readonly to: string }[] | undefined;
}

type Pass = NonNullable<HeaderPolicy['request']>[number];

/** What is wrong with a rule, and where: a path below the rules. */
export type HeaderFault = { readonly path: readonly (string | number)[] } & (
  | { readonly type: 'invalid'; readonly name: string }
  | { readonly type: 'never'; readonly name: string; readonly why: string }
  | { readonly type: 'ambiguous'; readonly name: string; readonly why: string }
  | { readonly type: 'denied only' }
);

/** The headers that pass by the rules of one direction, sorted. `fault` hears of what is wrong with them. */
export function headersThatPass(
  direction: HeaderDirection,
  rules: HeaderRules,
  fault: (fault: HeaderFault) => void,
): Pass[] {
  const denied = new Set((rules.deny ?? []).map((name) => name.toLowerCase()));
  const renames = new Map<string, string>();
  const targets = new Set<string>();

  function usable(
    name: string,
    path: readonly (string | number)[],
    why: (direction: HeaderDirection, name: string) => string | undefined,
  ): boolean {
    const never = isOneHeader(name) ? why(direction, name) : undefined;
    if (!isOneHeader(name)) fault({ type: 'invalid', name, path });
    else if (never !== undefined) fault({ type: 'never', name, why: never, path });
    return isOneHeader(name) && never === undefined;
  }

  rules.deny?.forEach((name, index) => {
    if (!isOneHeader(name)) fault({ type: 'invalid', name, path: ['deny', index] });
  });
  rules.rename?.forEach((rule, index) => {
    const path = ['rename', index];
    const [from, to] = [rule.from.toLowerCase(), rule.to.toLowerCase()];
    const areUsable = [
      usable(rule.from, [...path, 'from'], whyNeverTaken),
      usable(rule.to, [...path, 'to'], whyNeverPasses),
    ];
    if (areUsable.includes(false)) return;
    const ambiguous = (side: 'from' | 'to', why: string): void =>
      fault({ type: 'ambiguous', name: rule[side], why, path: [...path, side] });
    if (denied.has(from)) ambiguous('from', 'is denied and renamed');
    else if (renames.has(from)) ambiguous('from', 'is renamed twice');
    else if (targets.has(to)) ambiguous('to', 'is what two headers are renamed to');
    else {
      renames.set(from, to);
      targets.add(to);
    }
  });
  rules.allow?.forEach((name, index) => {
    const path = ['allow', index];
    const lower = name.toLowerCase();
    // These pass anyway, as the gateway makes them.
    const isForwarded = direction === 'request' && forwardedNames.includes(lower) && !denied.has(lower);
    if (isForwarded || !usable(name, path, whyNeverTaken)) return;
    if (denied.has(lower)) fault({ type: 'ambiguous', name, why: 'is allowed and denied', path });
    // A header that has another one's name does not take its place.
    else if (!renames.has(lower) && !targets.has(lower)) renames.set(lower, lower);
  });
  const isWithheld = direction === 'request' && withheldHeaders(rules).length > 0;
  const isAlone = rules.allow === undefined && rules.rename === undefined;
  if (denied.size > 0 && isAlone && !isWithheld) fault({ type: 'denied only', path: ['deny'] });
  return [...renames].sort(([a], [b]) => (a < b ? -1 : 1)).map(([from, to]) => ({ from, to }));
}

/** A star is a sign of names, and here always meant as a pattern. */
function isOneHeader(name: string): boolean {
  return isHeaderName(name) && !name.includes('*');
}

/** Of what the gateway tells of the client, what the rules for requests deny. */
export function withheldHeaders({ deny = [] }: HeaderRules): string[] {
  const denied = new Set(deny.map((name) => name.toLowerCase()));
  return forwardedNames.filter((name) => denied.has(name));
}
