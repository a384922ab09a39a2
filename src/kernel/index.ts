/** kernel: what every room may import and that imports no room. */
export { blobId } from './blob-id.ts';
export {
  compareDiagnostics,
  compareText,
  type Diagnostic,
  fileStart,
  hasErrors,
  type Location,
  type Position,
  type Range,
  type RelatedLocation,
  type Severity,
} from './diagnostic.ts';
export { didYouMean } from './did-you-mean.ts';
export { type FindingKind, finding, findingKind } from './finding-kind.ts';
export { isJsonObject, type Json, type JsonObject } from './json.ts';
export { makeDirectory } from './make-directory.ts';
export { memoryTree } from './memory-tree.ts';
export type {
  Clock,
  Counter,
  Gauge,
  Histogram,
  Labels,
  Log,
  LogFields,
  Metrics,
  Random,
  Uptime,
} from './ports.ts';
export { messageOf, Problem, type ProblemKind, problem, problemKind } from './problem.ts';
export type { SourceTree, TreeFile } from './source-tree.ts';
export { silentLog, systemClock, systemRandom, systemUptime } from './system-ports.ts';
export { type WriteDurably, writeDurably } from './write-durably.ts';
