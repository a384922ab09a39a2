import { classes } from '../classes/index.ts';

/** Runs the attacks of a class in a process whose defences are switched off; a line of JSON for each. */
const [, , name = '', first = '0'] = process.argv;
const of = classes[name];
if (of === undefined) throw new Error(`no class ${name}`);
const world = await of.open();
for (const { what, attempt } of of.attacks.slice(Number(first))) {
  const outcome = await attempt(world).catch((error: unknown) => `threw ${String(error)}`);
  process.stdout.write(`${JSON.stringify({ what, outcome })}\n`);
}
process.exit(0);
