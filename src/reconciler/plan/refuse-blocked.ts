import { problem } from '../../kernel/index.ts';
import type { Contract } from './contract.ts';
import { planBlocked } from './problems.ts';

/** Throws when a plan does what must not be done. */
export function refuseBlocked({ blocked }: Pick<Contract, 'blocked'>): void {
  const [first] = blocked;
  if (first === undefined) return;
  const { kind, name, reason } = first;
  throw problem(planBlocked, { what: `${kind} ${name}`, reason, count: blocked.length });
}
