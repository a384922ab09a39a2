import protobuf from 'protobufjs';
import { type Diagnostic, fileStart, finding, messageOf, type Range } from '../../../../kernel/index.ts';
import { notUtf8, syntaxError } from '../diagnostics.ts';
import type { ProtoFile, ProtoImport } from '../model.ts';
import { type Notes, readModel } from '../read-model.ts';
import { type CheckedText, checkText } from './check-text.ts';
import { type Declaration, type Outline, outlineOf } from './outline.ts';

/** A file of protobuf text; `file` is undefined when it cannot be parsed. */
export interface ReadProto {
  readonly file: ProtoFile | undefined;
  /** What it imports and the full names that it declares, as far as that can be told of a broken text. */
  readonly imports: readonly ProtoImport[];
  readonly declared: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const known = new WeakMap<Uint8Array, ReadProto>();

/** Reads a `.proto` file. Parsed once per content: services of one tree share most of their imports. */
export function readText(path: string, bytes: Uint8Array): ReadProto {
  let read = known.get(bytes);
  if (read === undefined || (read.file ?? { path }).path !== path) {
    read = parse(path, bytes);
    known.set(bytes, read);
  }
  return read;
}

function parse(path: string, bytes: Uint8Array): ReadProto {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  const outline = outlineOf(text);
  const imports = outline.imports.map(({ at, ...statement }) => ({
    ...statement,
    at: { file: path, range: at },
  }));
  const found = { imports, declared: outline.declarations.map(({ name }) => name) };
  if (text.includes('\uFFFD')) {
    const at = outline.tokens.all.find((token) => token.text.includes('\uFFFD'));
    const range = at === undefined ? fileStart : outline.tokens.range(at);
    return { ...found, file: undefined, diagnostics: [finding(notUtf8, {}, { file: path, range })] };
  }
  const { diagnostics: mistakes, takenNumbers, isTooLarge } = checkText(outline, path);
  if (isTooLarge) return { ...found, file: undefined, diagnostics: mistakes };
  const parsed = parseText(renumbered(text, takenNumbers));
  if (parsed instanceof protobuf.Root) {
    const head = { path, package: outline.package, imports };
    return { ...found, file: readModel(parsed, head, notesOf(outline)), diagnostics: mistakes };
  }
  const { problem, range } = syntaxProblem(parsed, outline);
  const broken = finding(syntaxError, { problem }, { file: path, range });
  // What protobufjs stops at without a line is one of the mistakes that have a place already.
  const isKnown = mistakes.length > 0 && !/\(line \d+\)$/.test(parsed);
  return { ...found, file: undefined, diagnostics: isKnown ? mistakes : [...mistakes, broken] };
}

/** The reflection of a text, or why there is none. */
function parseText(text: string): protobuf.Root | string {
  try {
    return protobuf.parse(text, new protobuf.Root(), { keepCase: true }).root;
  } catch (error) {
    return messageOf(error);
  }
}

/** A text whose double numbers, reported already, are others: so that all of its mistakes are found in one run. */
function renumbered(text: string, taken: CheckedText['takenNumbers']): string {
  const pieces: string[] = [];
  let from = 0;
  for (const [index, { offset, length }] of taken.entries()) {
    pieces.push(text.slice(from, offset), String(500_000_000 + index));
    from = offset + length;
  }
  return pieces.join('') + text.slice(from);
}

/** The message of protobufjs in our words, at the token that it names. */
function syntaxProblem(message: string, outline: Outline): { problem: string; range: Range } {
  const { tokens } = outline;
  const last = tokens.all.at(-1);
  const end = last === undefined ? fileStart : tokens.range(last);
  const [, text = message, line] = /^(.*?) \(line (\d+)\)$/s.exec(message) ?? [];
  if (line === undefined) return { problem: text, range: declarationIn(text, outline)?.at ?? end };
  const [, illegal, expected] = /^illegal [\w ]+ '(.*?)'(?:, '(.*)' expected)?$/s.exec(text) ?? [];
  const found = tokens.onLine(Number(line));
  if (illegal === undefined) {
    const open = found.find((token) => /^["']/.test(token.text)) ?? found[0];
    return { problem: text, range: open === undefined ? end : tokens.range(open) };
  }
  const wanted = expected === undefined ? '' : `: '${expected}' is expected`;
  if (illegal === 'null') return { problem: `the file ends too early${wanted}`, range: end };
  const token =
    found.find((each) => each.text === illegal) ?? found.find((each) => illegal.startsWith(each.text));
  const range = token === undefined ? end : tokens.range(token);
  return { problem: `'${illegal}' cannot stand here${wanted}`, range };
}

/** What a message without a line is about: `id 1 is reserved in Type A`. */
function declarationIn(message: string, { declarations }: Outline): Declaration | undefined {
  const [, id, name, parent] = /(?:id (\d+)|name '(\w+)') .*in \w+ (\w+)$/.exec(message) ?? [];
  return declarations.findLast((each) => {
    const [own, outer] = each.name.split('.').reverse();
    return outer === parent && (id === undefined ? own === name : each.number?.text === id);
  });
}

function notesOf({ declarations }: Outline): Notes {
  const byName = new Map<string, Declaration>();
  for (const declaration of declarations)
    if (!byName.has(declaration.name)) byName.set(declaration.name, declaration);
  return {
    at: (name) => byName.get(name)?.at,
    typeAt: (name, index) => byName.get(name)?.types[index],
    comment: (name) => byName.get(name)?.comment,
    behaviors: (name) => byName.get(name)?.behaviors ?? [],
  };
}
