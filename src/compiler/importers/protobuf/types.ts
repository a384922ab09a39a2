import { type Diagnostic, didYouMean, finding, type Location } from '../../../kernel/index.ts';
import { typeNotImported, unknownType } from './diagnostics.ts';
import { isScalar, type ProtoField, type ProtoMessage, type ProtoSymbol } from './model.ts';
import type { OpenFiles } from './open-files.ts';

/** The types that a file names, found by the rules of protobuf. Reports, once per place, what it does not find. */
export interface Types {
  /** A message or enum as it is named in a scope. */
  resolve(type: string, scope: string, at: Location): ProtoSymbol | undefined;
  /** Of a field: undefined for scalars, and for what is not defined. */
  ofField(field: ProtoField): ProtoSymbol | undefined;
  /** Extension fields of a message, by number. */
  extensionsOf(message: ProtoMessage): readonly ProtoField[];
  /** Whether a type that a file names was not found. */
  lacks(path: string): boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Unknown types for which a similar name is looked for: every name is compared with each of them. */
const mostSuggestions = 50;

export function typesOf(files: OpenFiles): Types {
  const diagnostics: Diagnostic[] = [];
  const lacking = new Set<string>();
  const reported = new Set<string>();
  const fields = new Map<ProtoField, ProtoSymbol | undefined>();
  let extensions: Map<string, ProtoField[]> | undefined;
  let unknowns = 0;

  function find(type: string, scope: string): ProtoSymbol | undefined {
    const name = candidateNames(type, scope).find((each) => files.symbols.has(each));
    return name === undefined ? undefined : files.symbols.get(name);
  }

  function resolve(type: string, scope: string, at: Location): ProtoSymbol | undefined {
    const symbol = find(type, scope);
    const place = `${at.file} ${at.range.start.line} ${at.range.start.column}`;
    const isFirst = !reported.has(place);
    if (symbol === undefined) {
      lacking.add(at.file);
      reported.add(place);
      // A file that could not be found or read defines it: that file is reported, not each of its types.
      const isElsewhere =
        files.missing.has(at.file) || candidateNames(type, scope).some((each) => files.unread.has(each));
      if (isFirst && !isElsewhere) diagnostics.push(unknown(type, scope, at));
    } else if (isFirst && files.files.has(at.file) && !files.visibleFrom(at.file).has(symbol.file)) {
      reported.add(place);
      diagnostics.push(finding(typeNotImported, { type: symbol.name, file: symbol.file }, at));
    }
    return symbol;
  }

  function unknown(type: string, scope: string, at: Location): Diagnostic {
    if (++unknowns > mostSuggestions) return finding(unknownType, { type, suggestion: undefined }, at);
    const names = [...files.symbols.keys()];
    const short = names.flatMap((name) =>
      name.startsWith(`${scope}.`) ? [name.slice(scope.length + 1)] : [],
    );
    const packaged = names.map((name) => name.slice(name.lastIndexOf('.') + 1));
    const suggestion = didYouMean(type.replace(/^\./, ''), new Set([...short, ...packaged, ...names]));
    return finding(unknownType, { type, suggestion }, at);
  }

  return {
    resolve,
    ofField: (field) => {
      if (isScalar(field.type)) return undefined;
      if (!fields.has(field)) fields.set(field, resolve(field.type, field.scope, field.typeAt));
      return fields.get(field);
    },
    extensionsOf: ({ name }) => {
      extensions ??= extensionsByMessage(files, find);
      return extensions.get(name) ?? [];
    },
    lacks: (path) => lacking.has(path),
    diagnostics,
  };
}

/** From the innermost scope to the outermost; a name that begins with a dot is complete. */
function candidateNames(type: string, scope: string): string[] {
  if (type.startsWith('.')) return [type.slice(1)];
  const names: string[] = [];
  for (let outer = scope; ; outer = outer.slice(0, Math.max(0, outer.lastIndexOf('.')))) {
    if (outer === '') return [...names, type];
    names.push(`${outer}.${type}`);
  }
}

function extensionsByMessage(
  files: OpenFiles,
  find: (type: string, scope: string) => ProtoSymbol | undefined,
): Map<string, ProtoField[]> {
  const found = new Map<string, ProtoField[]>();
  for (const { extensions } of files.files.values())
    for (const field of extensions) {
      const message = find(field.extend ?? '', field.scope);
      // Options of files, messages and fields say nothing about what travels.
      if (message === undefined || /^google\.protobuf\.\w+Options$/.test(message.name)) continue;
      const others = found.get(message.name);
      if (others === undefined) found.set(message.name, [field]);
      else others.push(field);
    }
  for (const fields of found.values()) fields.sort((a, b) => a.number - b.number);
  return found;
}
