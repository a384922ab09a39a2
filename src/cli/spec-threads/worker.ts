import { parentPort, workerData } from 'node:worker_threads';
import { importSpec, type SpecAnswer, specFiles } from '../../compiler/index.ts';
import type { FileText } from '../../manifest/index.ts';
import type { FromThread, ReadSpec, ThreadData, ToThread } from './messages.ts';

/** The thread that reads specs, one after the other. It has no tree: files come when it asks for them. */
const parent = parentPort;
if (parent === null) throw new Error('this file runs in a thread');
const { sizes } = workerData as ThreadData;
const waiting = new Map<string, (bytes: Uint8Array) => void>();
let last = Promise.resolve();

parent.on('message', (message: ToThread) => {
  if (message.type === 'file') {
    waiting.get(message.path)?.(message.bytes);
    waiting.delete(message.path);
  } else last = last.then(() => answer(message));
});

const texts = new Map<string, FileText>();
/** Of the spec that is being read; its other files are asked for. */
let main: { readonly path: string; readonly bytes: Uint8Array } | undefined;
let filesParsed = 0;
const files = specFiles(
  {
    size: (path) => sizes.get(path),
    read,
    known: (path) => texts.get(path),
    keep: (path, text) => void texts.set(path, text),
  },
  () => filesParsed++,
);

async function answer({ task, inputs, bytes }: ReadSpec): Promise<void> {
  main = { path: inputs[0]?.path ?? '', bytes };
  const answers: SpecAnswer[] = [];
  for (const input of inputs) {
    filesParsed = 0;
    const reading = await importSpec(input, files);
    answers.push({ reading, filesParsed });
    // Files that several specs share are parsed once; most specs are one file, which nobody asks for again.
    if (reading.referred.length < 2 && input === inputs.at(-1)) texts.delete(input.path);
  }
  say({ type: 'answers', task, answers });
}

function read(path: string): Promise<Uint8Array> {
  if (path === main?.path) return Promise.resolve(main.bytes);
  return new Promise((resolve) => {
    waiting.set(path, resolve);
    say({ type: 'read', path });
  });
}

function say(message: FromThread): void {
  parent?.postMessage(message);
}
