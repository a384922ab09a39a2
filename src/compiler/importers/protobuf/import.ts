import { type Diagnostic, finding, hasErrors } from '../../../kernel/index.ts';
import type { ImportInput, ImportResult, SpecBytes } from '../importer.ts';
import { chooseService } from './choose-service.ts';
import { tooLarge } from './diagnostics.ts';
import type { ProtoFile } from './model.ts';
import { neededTypes, typeTree } from './needed-types.ts';
import { missingImports, openFiles } from './open-files.ts';
import { readMain } from './read-main.ts';
import { schemaMaker } from './schema/shared.ts';
import { messageOf, toolsOf } from './tools.ts';
import { typesOf } from './types.ts';

/** Each becomes a tool. The largest public APIs have some hundred. */
const mostMethods = 10_000;

/** Turns one service of a protobuf file, or of a descriptor set, into tools. */
export function importProtobuf(input: ImportInput<SpecBytes>): ImportResult {
  const { file, diagnostics: problems } = readMain(input.main);
  if (file === undefined) return nothing(problems);
  const files = openFiles(file, input.part);
  const service = chooseService(file.services, input.service.name, file.path);
  if ('code' in service) return nothing([...problems, ...files.diagnostics, service]);
  const { methods, at } = service;
  if (methods.length > mostMethods) {
    const problem = `service ${service.name} has ${methods.length} methods: more than the ${mostMethods} that one may have`;
    return nothing([...problems, ...files.diagnostics, finding(tooLarge, { problem }, at)]);
  }

  const types = typesOf(files);
  const schemas = schemaMaker(types);
  const { tools, excluded, messages, diagnostics } = toolsOf(service, types, files, schemas);
  const needed = neededTypes(messages, service, types, files);
  // Where an import is missing, it may be for a part of the imported files that nobody needs.
  const complete = files.missing.size === 0 ? [...files.files.values()] : [file];
  const elsewhere = complete.flatMap(resolveAll);
  const found: Diagnostic[] = [
    ...problems,
    ...files.diagnostics,
    ...diagnostics,
    ...elsewhere,
    ...types.diagnostics,
    ...missingImports(files, types.lacks),
  ];
  const isBroken = hasErrors(found);
  return {
    tools: isBroken ? [] : tools,
    schemas: isBroken ? [] : schemas.shared(),
    descriptors:
      isBroken || tools.length === 0
        ? []
        : [{ name: service.name, types: typeTree(needed, types, files), at: service.at }],
    excluded,
    diagnostics: found,
  };

  /** What the file names and no tool needs may be mistyped all the same. */
  function resolveAll({ symbols, extensions, services }: ProtoFile): Diagnostic[] {
    const wrong: Diagnostic[] = [];
    for (const symbol of symbols.values())
      if (symbol.kind === 'message') for (const field of symbol.fields) types.ofField(field);
    for (const field of extensions) types.ofField(field);
    for (const other of services)
      if (other !== service)
        for (const { input: request, output: response } of other.methods)
          for (const use of [request, response]) messageOf(use, other, types, wrong);
    return wrong;
  }
}

function nothing(diagnostics: readonly Diagnostic[]): ImportResult {
  return { tools: [], schemas: [], excluded: [], diagnostics };
}
