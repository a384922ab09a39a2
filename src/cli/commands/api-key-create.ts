import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { didYouMean, problem, writeDurably } from '../../kernel/index.ts';
import { checkDocument, type Manifest, readDocuments, setField } from '../../manifest/index.ts';
import { directoryTree } from '../../source/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { planNotFound, usage } from '../problems.ts';

interface Options {
  readonly rotate?: boolean;
  readonly output: 'text' | 'json';
}

type Plan = Extract<Manifest, { readonly kind: 'ConfigurationPlan' }>;

interface FoundPlan {
  readonly plan: Plan;
  /** Which document of its file it is. */
  readonly index: number;
}

export async function run(io: Io, name: string, directory: string, options: Options): Promise<number> {
  const found = await findPlan(name, directory);
  const kept = options.rotate ? keptHashes(found.plan, name) : [];
  const key = Buffer.from(io.random.bytes(32)).toString('base64url');
  const sha256 = createHash('sha256').update(key).digest('hex');
  const { plan, index } = found;
  const file = join(directory, plan.file);
  const value = { sha256: kept.length > 0 ? [...kept, sha256] : sha256 };
  const text = setField(await readFile(file, 'utf8'), index, ['spec'], 'apiKey', value);
  if (text === undefined) throw new Error(`${file} has no spec`);
  await writeDurably(file, [Buffer.from(text)], 0o644);
  if (options.output === 'json') io.console.out(json({ key, sha256, file }));
  else {
    io.console.out(`The API key for plan '${name}' is: ${key}`);
    io.console.err(
      `It is shown this once; callers present it in x-reshapr-key. Its SHA-256 is in ${file}, and takes effect with \`reshapr apply\`.`,
    );
    io.console.err(whatBecomesOfOthers(plan, kept.length > 0));
  }
  return exitCodes.ok;
}

/** The plan of this name: the manifest's, or `service:version/name` where several services have one. */
async function findPlan(name: string, directory: string): Promise<FoundPlan> {
  const plans = await plansIn(directory);
  const fullName = ({ plan }: FoundPlan): string =>
    `${plan.spec.service.name}:${plan.spec.service.version}/${plan.name}`;
  const matching = plans.filter((found) => found.plan.name === name || fullName(found) === name);
  const only = matching[0];
  if (only === undefined)
    throw problem(planNotFound, {
      name,
      suggestion: didYouMean(
        name,
        plans.map(({ plan }) => plan.name),
      ),
    });
  if (matching.length > 1)
    throw problem(usage, {
      why: `several services have a plan '${name}'`,
      hint: `say which: ${matching.map((found) => `"${fullName(found)}"`).join(' or ')}`,
    });
  return only;
}

async function plansIn(directory: string): Promise<FoundPlan[]> {
  const tree = await directoryTree(directory);
  const plans: FoundPlan[] = [];
  for (const { path } of tree.files.filter((file) => /\.(ya?ml|json)$/.test(file.path))) {
    const bytes = await tree.read(path);
    if (!Buffer.from(bytes).includes('ConfigurationPlan')) continue;
    readDocuments(path, bytes).documents.forEach((document, index) => {
      const { manifest } = checkDocument(document);
      if (manifest?.kind === 'ConfigurationPlan') plans.push({ plan: manifest, index });
    });
  }
  return plans;
}

/** The newest of the hashes that the plan has; two keys are valid at once, never three. */
function keptHashes({ spec: { apiKey } }: Plan, name: string): string[] {
  if (apiKey === undefined) return [];
  if (typeof apiKey === 'object' && 'sha256' in apiKey) return [apiKey.sha256].flat().slice(-1);
  throw problem(usage, {
    why: `plan '${name}' takes its key from elsewhere: only keys by their SHA-256 can be valid two at once`,
    hint: 'leave --rotate away to replace that reference by a key',
  });
}

function whatBecomesOfOthers({ spec: { apiKey } }: Plan, rotated: boolean): string {
  if (apiKey === undefined) return 'Until then the plan goes on without a key.';
  if (rotated) return 'The newest of the keys before it stays valid beside it, until the next one is made.';
  return 'What the plan accepted before is not accepted any more from then on; with --rotate both are.';
}
