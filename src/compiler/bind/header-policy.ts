import { finding } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import type { HeaderDirection, HeaderPolicy } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import {
  headerAmbiguous,
  headerNameInvalid,
  headerNeverPasses,
  headersDeniedOnly,
} from './header-diagnostics.ts';
import { type HeaderFault, headersThatPass, withheldHeaders } from './header-rules.ts';

type Plan = ManifestOf<'ConfigurationPlan'>;

const directions: readonly HeaderDirection[] = ['request', 'response'];

/** Checks which headers a plan lets pass. */
export function checkHeaderPolicy(manifest: Plan, context: Context): void {
  for (const direction of directions) {
    const rules = manifest.spec.headerPolicy?.[direction];
    if (rules !== undefined)
      headersThatPass(direction, rules, (fault) => report(fault, direction, manifest, context));
  }
}

/** The headers that a plan lets pass; undefined when it says nothing of any. */
export function headerPolicyOf({ headerPolicy }: Plan['spec']): HeaderPolicy | undefined {
  if (headerPolicy === undefined) return undefined;
  const [request, response] = directions.map((direction) =>
    headersThatPass(direction, headerPolicy[direction] ?? {}, () => undefined),
  );
  const withheld = withheldHeaders(headerPolicy.request ?? {});
  const policy = {
    ...(request?.length ? { request } : {}),
    ...(withheld.length > 0 ? { withheld } : {}),
    ...(response?.length ? { response } : {}),
  };
  return Object.keys(policy).length === 0 ? undefined : policy;
}

function report(fault: HeaderFault, direction: HeaderDirection, manifest: Plan, context: Context): void {
  const path = ['headerPolicy', direction, ...fault.path];
  const at = manifest.at(path);
  switch (fault.type) {
    case 'invalid':
      return context.report(finding(headerNameInvalid, { name: fault.name }, at));
    case 'never': {
      const { name, why } = fault;
      const isToken = direction === 'request' && name.toLowerCase() === 'authorization';
      return context.report(finding(headerNeverPasses, { name, why, isToken }, at));
    }
    case 'ambiguous':
      return context.report(finding(headerAmbiguous, { name: fault.name, why: fault.why }, at));
    case 'denied only':
      return context.report(finding(headersDeniedOnly, {}, manifest.at(path, 'key')));
  }
}
