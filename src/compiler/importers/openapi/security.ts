import { isJsonObject } from '../../../kernel/index.ts';
import type { Security } from '../importer.ts';
import type { Node, Resolver } from './resolve.ts';

/** One scheme of `securitySchemes`, or of `securityDefinitions` in 2.0. */
export interface SecurityScheme {
  readonly name: string;
  /** `apiKey`, `http`, `oauth2`, `openIdConnect`, `mutualTLS`; `basic` in 2.0. */
  readonly type: string;
  /** Of an API key: where it travels, and under which name. */
  readonly in?: string;
  readonly parameter?: string;
}

/** Every security scheme that a spec declares. */
export function securitySchemes(resolver: Resolver): SecurityScheme[] {
  const { root, dialect } = resolver;
  const holder = dialect === '2.0' ? root : resolver.child(root, 'components');
  const key = dialect === '2.0' ? 'securityDefinitions' : 'securitySchemes';
  const declared = holder === undefined ? undefined : resolver.child(holder, key);
  if (declared === undefined || !isJsonObject(declared.value)) return [];
  return Object.keys(declared.value).flatMap((name) => {
    const scheme = resolver.follow(resolver.child(declared, name) as Node)?.value;
    if (!isJsonObject(scheme) || typeof scheme['type'] !== 'string') return [];
    const { type, in: place, name: parameter } = scheme;
    const isKey = type === 'apiKey' && typeof place === 'string' && typeof parameter === 'string';
    return [{ name, type, ...(isKey ? { in: place, parameter } : {}) }];
  });
}

/** What an operation asks for: its own requirements, or else those of the whole spec; undefined when none. */
export function securityOf(operation: Node, resolver: Resolver): Security | undefined {
  const list = (resolver.child(operation, 'security') ?? resolver.child(resolver.root, 'security'))?.value;
  if (!Array.isArray(list)) return undefined;
  const requirements = list.filter(isJsonObject).map((requirement) => Object.keys(requirement));
  const schemes = [...new Set(requirements.flat())];
  if (schemes.length === 0) return undefined;
  return { required: requirements.every((names) => names.length > 0), schemes };
}

/** The scheme whose key a parameter would carry. Keys are secrets: the gateway sends them, no caller does. */
export function schemeOfParameter(
  schemes: readonly SecurityScheme[],
  place: string,
  name: string,
): SecurityScheme | undefined {
  const same = (parameter: string): boolean =>
    place === 'header' ? parameter.toLowerCase() === name.toLowerCase() : parameter === name;
  return schemes.find((scheme) => scheme.in === place && same(scheme.parameter ?? ''));
}
