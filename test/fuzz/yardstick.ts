import { parse } from 'yaml';

const items = Array.from({ length: 3_000 }, (_, id) => ({ id, name: `n${id}`, tags: ['a', 'b'] }));
const text = JSON.stringify(items, null, 1);

/** Milliseconds of processor time that the yardstick takes on a machine of ours that does nothing else. */
const usual = 180;

/**
 * How many times slower this machine is at the moment than one that does nothing else, at least 1. Processor time is
 * no constant: who shares caches and memory with others gets less done in a second of it.
 */
export function slowness(): number {
  const start = process.cpuUsage();
  parse(text);
  const { user, system } = process.cpuUsage(start);
  return Math.max(1, (user + system) / 1000 / usual);
}
