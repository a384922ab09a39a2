import { type Diagnostic, didYouMean, finding } from '../../../kernel/index.ts';
import type { ImportInput, SpecBytes } from '../importer.ts';
import { builtinFile, builtinNames, wellKnownFiles } from './builtin.ts';
import { duplicateName, importCycle, importNotThere, missingImport } from './diagnostics.ts';
import { candidatePaths } from './import-paths.ts';
import type { ProtoFile, ProtoImport, ProtoSymbol } from './model.ts';
import { readText } from './text/read-text.ts';

/** A file with everything that it imports, directly or by way of others. */
export interface OpenFiles {
  readonly files: ReadonlyMap<string, ProtoFile>;
  /** The files whose types a file may name: its own, those that it imports, and what those import publicly. */
  visibleFrom(path: string): ReadonlySet<string>;
  readonly symbols: ReadonlyMap<string, ProtoSymbol>;
  /** Full names that files declare which cannot be read, and are reported for that. */
  readonly unread: ReadonlySet<string>;
  /** Imports that lead nowhere, by the file that they stand in. */
  readonly missing: ReadonlyMap<string, readonly ProtoImport[]>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Opens the main file and what it imports. The main file is among the files only if it can be parsed. */
export function openFiles(main: ProtoFile, part: ImportInput<SpecBytes>['part']): OpenFiles {
  const diagnostics: Diagnostic[] = [];
  const files = new Map<string, ProtoFile>([[main.path, main]]);
  const targets = new Map<string, { readonly path: string; readonly statement: ProtoImport }[]>();
  const missing = new Map<string, ProtoImport[]>();
  const unread = new Set<string>();
  /** What each file imports, also one that cannot be read: its imports may be wrong too. */
  const imports = new Map<string, readonly ProtoImport[]>([[main.path, main.imports]]);

  for (const [importing, statements] of imports) {
    const found: { path: string; statement: ProtoImport }[] = [];
    const lost: ProtoImport[] = [];
    targets.set(importing, found);
    for (const statement of statements) {
      const path = open(importing, statement.name);
      if (path === undefined) lost.push(statement);
      else found.push({ path, statement });
    }
    if (lost.length > 0) missing.set(importing, lost);
  }
  reportCycles();
  const symbols = withWellKnown(symbolsOf([...files.values()], diagnostics));
  const visible = new Map<string, ReadonlySet<string>>();
  return { files, symbols, unread, missing, diagnostics, visibleFrom };

  /** The path under which an imported file is known; undefined when there is none. */
  function open(importing: string, name: string): string | undefined {
    for (const path of candidatePaths(importing, name)) {
      if (imports.has(path)) return path;
      const found = part(path);
      if (found === undefined) continue;
      const { file, imports: statements, declared, diagnostics: problems } = readText(path, found.bytes);
      diagnostics.push(...problems);
      imports.set(path, statements);
      if (file !== undefined) files.set(path, file);
      else for (const each of declared) unread.add(each);
      return path;
    }
    const builtin = builtinFile(name);
    if (builtin === undefined) return undefined;
    files.set(builtin.path, builtin);
    imports.set(builtin.path, builtin.imports);
    return builtin.path;
  }

  function visibleFrom(path: string): ReadonlySet<string> {
    const known = visible.get(path);
    if (known !== undefined) return known;
    const seen = new Set([path]);
    const pending = (targets.get(path) ?? []).map((target) => target.path);
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      pending.push(
        ...(targets.get(next) ?? [])
          .filter(({ statement }) => statement.isPublic)
          .map((target) => target.path),
      );
    }
    visible.set(path, seen);
    return seen;
  }

  /** Every import that closes a circle, found by walking from the main file. */
  function reportCycles(): void {
    const done = new Set<string>();
    const open: { readonly path: string; next: number }[] = [{ path: main.path, next: 0 }];
    const onWay = new Set([main.path]);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const target = targets.get(top.path)?.[top.next];
      if (target === undefined) {
        open.pop();
        onWay.delete(top.path);
        done.add(top.path);
        continue;
      }
      top.next++;
      if (onWay.has(target.path)) {
        const { name, at } = target.statement;
        diagnostics.push(finding(importCycle, { name }, at));
      } else if (!done.has(target.path)) {
        open.push({ path: target.path, next: 0 });
        onWay.add(target.path);
      }
    }
  }
}

/** Every type by its full name. The same file under two paths defines the same types twice, which means nothing. */
function symbolsOf(files: readonly ProtoFile[], diagnostics: Diagnostic[]): Map<string, ProtoSymbol> {
  const symbols = new Map<string, ProtoSymbol>();
  for (const file of files)
    for (const symbol of file.symbols.values()) {
      const holder = symbols.get(symbol.name);
      if (holder === undefined) symbols.set(symbol.name, symbol);
      else if (!isSamePlace(holder, symbol)) {
        const related = [{ ...holder.at, message: 'it stands here first' }];
        diagnostics.push(finding(duplicateName, { name: symbol.name }, symbol.at, related));
      }
    }
  return symbols;
}

/**
 * A copy of the well-known types that lies in the tree has the names of fields as they are written there; what makes
 * JSON of them asks for those of the built-in ones.
 */
function withWellKnown(symbols: Map<string, ProtoSymbol>): Map<string, ProtoSymbol> {
  for (const name of wellKnownFiles)
    for (const [key, symbol] of builtinFile(name)?.symbols ?? []) {
      const holder = symbols.get(key);
      if (holder !== undefined) symbols.set(key, { ...symbol, file: holder.file, at: holder.at });
    }
  return symbols;
}

/** `protos/a/b.proto` and `vendor/a/b.proto` are two copies of one file. */
function isSamePlace(a: ProtoSymbol, b: ProtoSymbol): boolean {
  const end = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  return end(a.file) === end(b.file);
}

/** What is said of imports that lead nowhere: an error where a type may be missing for it, else a remark. */
export function missingImports(files: OpenFiles, hasUnknownTypes: (path: string) => boolean): Diagnostic[] {
  return [...files.missing].flatMap(([path, statements]) =>
    statements.map(({ name, at }) => {
      if (!hasUnknownTypes(path)) return finding(importNotThere, { name }, at);
      const suggestion = didYouMean(name, [...files.files.keys(), ...builtinNames]);
      return finding(missingImport, { name, suggestion }, at);
    }),
  );
}
