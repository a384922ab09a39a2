/**
 * `npm run soak`: uses a gateway for ten minutes and compares what it holds at the end with what it held after two.
 * `npm run soak -- 0.5`: for half a minute. Ends with 1 when it holds 5 % more of anything, or answered wrongly.
 */
import type { Holdings } from './soak/installation.ts';
import { soak } from './soak/soak.ts';

/** The share by which the end may differ from the beginning. */
const tolerance = 0.05;

const minutes = Number(process.argv[2] ?? 10);
const { early, late, done, stoodStill, surprises } = await soak(minutes, (line) => console.log(line));
console.log(
  Object.entries(done)
    .map(([deed, count]) => `${count} × ${deed}`)
    .join(', '),
);
console.log(`callers and backend once stood still for ${stoodStill.toFixed(0)} ms; calls have 1,000`);
for (const surprise of surprises) console.log(`SURPRISE ${surprise}`);

let isHeld = surprises.length === 0;
for (const what of ['heap', 'handles', 'sockets'] satisfies (keyof Holdings)[]) {
  const growth = late[what] / early[what] - 1;
  const holds = Math.abs(growth) <= tolerance;
  isHeld &&= holds;
  console.log(
    `${holds ? 'holds' : 'FAILS'}  ${what}: ${(growth * 100).toFixed(1)} % from a fifth of the run to its end`,
  );
}
process.exit(isHeld ? 0 : 1);
