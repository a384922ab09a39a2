import { createWriteStream, openSync } from 'node:fs';
import { messageOf, problem } from '../../kernel/index.ts';
import { auditUnusable } from './problems.ts';
import { type AuditSink, type LineSinkPorts, lineSink } from './sink.ts';

/** Where audit events go: the end of a file, or standard output, on which a gateway writes nothing else. */
export function openAuditSink(file: string | undefined, ports: LineSinkPorts): AuditSink {
  // By its number: a stream of the process would wait for a reader that does not read, and all calls with it.
  if (file === undefined) return lineSink(createWriteStream('', { fd: 1, autoClose: false }), ports);
  try {
    return lineSink(createWriteStream(file, { fd: openSync(file, 'a', 0o600) }), ports);
  } catch (error) {
    throw problem(auditUnusable, { file, why: messageOf(error) }, { cause: error });
  }
}
