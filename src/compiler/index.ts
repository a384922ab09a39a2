/** compiler: manifests and specs in, a snapshot or findings out. */
export { type CompileOptions, type CompileResult, compile } from './compile.ts';
export { compilerFindings } from './findings.ts';
export { type Memo, memoryMemo, type Work } from './memo.ts';
export { type RuleEntry, ruleCatalogue } from './rules/index.ts';
export { importSpec, type SpecInput } from './stages/import-spec.ts';
export type { ReadAhead, SpecAnswer, SpecsAhead } from './stages/read-ahead.ts';
export { specFiles } from './stages/spec-files.ts';
export type { SuppressedFinding } from './suppress/suppress.ts';
