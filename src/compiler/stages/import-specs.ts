import type { TreeFile } from '../../kernel/index.ts';
import type { FileText, ManifestOf } from '../../manifest/index.ts';
import { grouped } from '../bind/grouped.ts';
import { manifestsOf } from '../bind/manifests.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept as Remembered, remember } from '../remember.ts';
import { importSpec, type SpecHead, type SpecInput, type SpecReading } from './import-spec.ts';
import type { ReadTree } from './read-tree.ts';
import { type SpecStore, specFiles } from './spec-files.ts';
import { specInput } from './spec-input.ts';

/** A reading, and the files that it was made from, by path; undefined for those that were not there. */
interface Kept {
  readonly reading: SpecReading;
  readonly files: ReadonlyMap<string, TreeFile | undefined>;
}

type Service = ManifestOf<'Service'>;

/** By the main file of a spec: what was made of it, by what else that depends on. */
const readingStage = stage<Map<string, Kept>>('import spec');
/** Documents of specs of several files: when one file changes, the others are not parsed again. */
const textStage = stage<FileText>('text');
const headStage = stage<SpecHead | undefined>('spec head');
const inputStage = stage<Remembered<KeyedInput | undefined>>('spec input');

/** What a spec is imported with, and the same as a text. */
interface KeyedInput {
  readonly input: SpecInput;
  readonly key: string;
}

/** Services that one file is kept for, at most. */
const keptPerFile = 16;

/**
 * Stage *import*: the spec of each Service that has one. A spec is parsed when its turn comes and let go afterwards,
 * unless it has several files: all documents of a large tree do not fit into memory.
 */
export async function importSpecs(
  read: ReadTree,
  organization: string,
  context: Context,
): Promise<ReadonlyMap<Service, SpecReading>> {
  const { lasting } = context.memo;
  const kept = context.memo.of(textStage);
  const texts = new Map<string, FileText>();
  const store: SpecStore = {
    size: (path) => read.files.get(path)?.size,
    read: (path) => read.tree.read(path),
    known: (path) => texts.get(path) ?? kept.get(read.files.get(path) as TreeFile),
    keep: (path, text) => void texts.set(path, text),
  };
  const files = specFiles(store, () => context.work.filesParsed++);
  const specs = manifestsOf(read.manifests, 'Service').flatMap((manifest) => {
    const keyed = remember(inputStage, manifest, [organization], context, () =>
      keyedInput(manifest, organization),
    );
    return keyed !== undefined && read.files.has(keyed.input.path) ? [{ manifest, ...keyed }] : [];
  });

  const readings = new Map<Service, SpecReading>();
  for (const [path, services] of grouped(specs, ({ input }) => input.path)) {
    let isAlone = true;
    for (const { manifest, input, key } of services) {
      const reading = recall(input, key, read, context) ?? (await make(input, key));
      for (const referred of reading.referred) read.refer(referred);
      context.report(...reading.diagnostics);
      readings.set(manifest, settled(manifest, reading, context));
      if (reading.referred.length > 1) isAlone = false;
    }
    if (isAlone) texts.delete(path);
  }
  if (lasting) for (const [path, text] of texts) kept.set(read.files.get(path) as TreeFile, text);
  return readings;

  async function make(input: SpecInput, key: string): Promise<SpecReading> {
    const answer = await read.ahead.take(input);
    const reading = answer?.reading ?? (await importSpec(input, files));
    const { work } = context;
    work.filesParsed += answer?.filesParsed ?? 0;
    if (reading.isImported) {
      work.specsImported++;
      work.servicesSealed++;
    }
    if (lasting) keep(input, key, reading, read, context);
    return reading;
  }
}

function keyedInput(manifest: Service, organization: string): KeyedInput | undefined {
  const input = specInput(manifest, organization);
  return input && { input, key: JSON.stringify(input) };
}

function recall(input: SpecInput, key: string, read: ReadTree, context: Context): SpecReading | undefined {
  const main = read.files.get(input.path) as TreeFile;
  const kept = context.memo.of(readingStage).get(main)?.get(key);
  if (kept === undefined) return undefined;
  for (const [path, file] of kept.files) if (read.files.get(path) !== file) return undefined;
  return kept.reading;
}

function keep(input: SpecInput, key: string, reading: SpecReading, read: ReadTree, context: Context): void {
  const main = read.files.get(input.path) as TreeFile;
  const stored = context.memo.of(readingStage);
  const readings = stored.get(main) ?? new Map<string, Kept>();
  stored.set(main, readings);
  readings.set(key, {
    reading,
    files: new Map(reading.looked.map((path) => [path, read.files.get(path)])),
  });
  const [oldest] = readings.keys();
  if (readings.size > keptPerFile && oldest !== undefined) readings.delete(oldest);
}

/** With the head of before, if it says the same: what depends on the head alone is not made again. */
function settled(manifest: Service, reading: SpecReading, context: Context): SpecReading {
  const heads = context.memo.of(headStage);
  const before = heads.get(manifest);
  if (before === reading.head) return reading;
  if (JSON.stringify(before) === JSON.stringify(reading.head)) return { ...reading, head: before };
  heads.set(manifest, reading.head);
  return reading;
}
