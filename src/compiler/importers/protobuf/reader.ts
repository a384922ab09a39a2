import type { SpecBytes, SpecReader } from '../importer.ts';
import { chooseService, identityOf } from './choose-service.ts';
import { isDescriptorSet } from './descriptor-set-name.ts';
import { importProtobuf } from './import.ts';
import { candidatePaths } from './import-paths.ts';
import { readMain } from './read-main.ts';
import { readText } from './text/read-text.ts';

export const protobufReader: SpecReader<SpecBytes> = {
  identify: (part) => {
    const { file, diagnostics } = readMain(part);
    const unknown = { name: undefined, version: undefined };
    if (file === undefined) return { ...unknown, diagnostics };
    const [first, second] = file.services;
    if (first !== undefined && second === undefined) return identityOf(first);
    const chosen = chooseService(file.services, '', file.path);
    return 'code' in chosen ? { ...unknown, diagnostics: [...diagnostics, chosen] } : identityOf(chosen);
  },
  references: ({ file, bytes }, exists) =>
    isDescriptorSet(file)
      ? []
      : readText(file, bytes).imports.flatMap(({ name }) => candidatePaths(file, name).find(exists) ?? []),
  import: importProtobuf,
};
