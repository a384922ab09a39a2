import protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import { type Diagnostic, fileStart, finding, isJsonObject, messageOf } from '../../../kernel/index.ts';
import type { SpecBytes } from '../importer.ts';
import { unreadableSet } from './diagnostics.ts';
import type { ProtoFile } from './model.ts';
import { readModel } from './read-model.ts';
import { setComments } from './set-comments.ts';
import { illegalPart } from './set-names.ts';

/** The values of `google.api.FieldBehavior`, by number. */
const behaviorNames = ['', 'OPTIONAL', 'REQUIRED', 'OUTPUT_ONLY', 'INPUT_ONLY', 'IMMUTABLE'];

/** The one option of fields that is looked at is no part of protobuf itself: a reader has to be told of it. */
const behaviorOption = new protobuf.Field(
  'field_behavior',
  1052,
  'int32',
  'repeated',
  '.google.protobuf.FieldOptions',
);
descriptor.FieldOptions.root.define('google.api').add(behaviorOption);

const known = new WeakMap<SpecBytes, ProtoFile | Diagnostic>();

/** Reads a `google.protobuf.FileDescriptorSet`, in base64 when its name ends in `.pbb`, as one file without imports. */
export function readSet(part: SpecBytes): ProtoFile | Diagnostic {
  const read = known.get(part) ?? decode(part);
  known.set(part, read);
  return read;
}

function decode({ file: path, bytes }: SpecBytes): ProtoFile | Diagnostic {
  const at = { file: path, range: fileStart };
  const content = path.endsWith('.pbb')
    ? Buffer.from(Buffer.from(bytes).toString('latin1'), 'base64')
    : bytes;
  try {
    const { FileDescriptorSet } = descriptor;
    const plain: unknown = FileDescriptorSet.toObject(FileDescriptorSet.decode(content));
    const files: unknown = isJsonObject(plain) ? plain['file'] : undefined;
    if (!Array.isArray(files) || files.length === 0)
      return finding(unreadableSet, { why: 'it holds no file' }, at);
    const comments = setComments(files);
    const root = protobuf.Root.fromDescriptor(content, { keepCase: true });
    const file = readModel(
      root,
      { path, package: '', imports: [] },
      {
        at: () => undefined,
        typeAt: () => undefined,
        comment: (name) => comments.get(name),
        behaviors: (_, options) => {
          const given: unknown = options?.['.google.api.field_behavior'];
          return Array.isArray(given) ? given.map((value) => behaviorNames[Number(value)] ?? '') : [];
        },
      },
    );
    const illegal = illegalPart(file);
    return illegal === undefined ? file : finding(unreadableSet, { why: `it holds ${illegal}` }, at);
  } catch (error) {
    return finding(unreadableSet, { why: messageOf(error) }, at);
  }
}
