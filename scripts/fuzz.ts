/** `npm run fuzz -- [inputs] [first seed]`: compiles inputs that nobody would write, and reports what fails. */
import { fuzz } from '../test/fuzz/fuzz.ts';

const [inputs = 1_000, first = 1] = process.argv.slice(2).map(Number);
const { failures, slowest, compiled } = await fuzz({
  first,
  inputs,
  limit: 2_000,
  onProgress: (done) => {
    if (done % 1_000 === 0) console.log(`${done} of ${inputs}`);
  },
});
for (const { seed, problem } of failures) console.log(`npm run fuzz -- 1 ${seed}\n  ${problem}\n`);
console.log(
  `${inputs} inputs, ${compiled} of which compile; ${failures.length} failed; the slowest, ${slowest.seed}, took ${Math.round(slowest.cpu)} ms`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
