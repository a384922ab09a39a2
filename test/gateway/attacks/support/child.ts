import { classes } from '../classes/index.ts';

/** Runs the attacks of a class in a process whose defences are switched off; a line of JSON for each. */
const [, , name = '', first = '0'] = process.argv;
const of = classes[name];
if (of === undefined) throw new Error(`no class ${name}`);
const world = await of.open();
const left = of.attacks.slice(Number(first));
const make = async ({ what, attempt }: (typeof left)[number]): Promise<void> => {
  const outcome = await attempt(world).catch((error: unknown) => `threw ${String(error)}`);
  process.stdout.write(`${JSON.stringify({ what, outcome })}\n`);
};
if (of.together === true) await Promise.all(left.map(make));
else for (const attack of left) await make(attack);
process.exit(0);
