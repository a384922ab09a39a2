/** Simulated time, in milliseconds: what is due next happens next, and what is due together in the order asked for. */
export interface Timeline {
  now(): number;
  after(ms: number, action: () => void): void;
  /** Lets everything happen that is due until then. */
  runUntil(time: number): void;
}

interface Due {
  readonly time: number;
  readonly order: number;
  readonly action: () => void;
}

export function timeline(): Timeline {
  const heap: Due[] = [];
  let now = 0;
  let count = 0;

  return {
    now: () => now,
    after: (ms, action) => push(heap, { time: now + Math.max(0, ms), order: count++, action }),
    runUntil: (time) => {
      for (let next = heap[0]; next !== undefined && next.time <= time; next = heap[0]) {
        pop(heap);
        now = next.time;
        next.action();
      }
      now = time;
    },
  };
}

function before(a: Due, b: Due): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}

function push(heap: Due[], due: Due): void {
  let place = heap.length;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const above = heap[parent] as Due;
    if (!before(due, above)) break;
    heap[place] = above;
    place = parent;
  }
  heap[place] = due;
}

function pop(heap: Due[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1] as Due, heap[child] as Due)) child++;
    if (!before(heap[child] as Due, last)) break;
    heap[place] = heap[child] as Due;
    place = child;
  }
  heap[place] = last;
}
