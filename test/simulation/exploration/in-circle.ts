import type { Growing } from './growing.ts';

/** A state from which what happens by itself can come back to itself: a run without faults that has no end. */
export function inCircle(count: number, edges: Growing): number | undefined {
  const left = new Uint32Array(count);
  const first = new Uint32Array(count + 1);
  for (let at = 0; at < edges.length; at += 2) {
    add(first, edges.at(at) + 1, 1);
    add(left, edges.at(at + 1), 1);
  }
  for (let at = 0; at < count; at++) add(first, at + 1, valueAt(first, at));
  const place = Uint32Array.from(first);
  const successors = new Uint32Array(edges.length / 2);
  for (let at = 0; at < edges.length; at += 2) {
    const from = edges.at(at);
    successors[valueAt(place, from)] = edges.at(at + 1);
    add(place, from, 1);
  }
  const ready: number[] = [];
  for (let state = 0; state < count; state++) if (left[state] === 0) ready.push(state);
  let done = 0;
  for (let state = ready.pop(); state !== undefined; state = ready.pop()) {
    done++;
    for (let at = valueAt(first, state); at < valueAt(first, state + 1); at++) {
      const successor = valueAt(successors, at);
      add(left, successor, -1);
      if (left[successor] === 0) ready.push(successor);
    }
  }
  return done === count ? undefined : left.findIndex((number) => number > 0);
}

function valueAt(numbers: ArrayLike<number>, index: number): number {
  return numbers[index] as number;
}

function add(numbers: Uint32Array, index: number, by: number): void {
  numbers[index] = valueAt(numbers, index) + by;
}
