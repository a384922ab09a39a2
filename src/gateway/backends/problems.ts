import { problemKind } from '../../kernel/index.ts';

export const argumentRefused = problemKind<{ argument: string; why: string }>({
  code: 'RSH9101',
  title: 'An argument that cannot be sent to the backend',
  help: 'An argument became part of a path, a header or a body in which it has no safe form: it is missing, would lead to another path, or holds a line break.',
  message: ({ argument, why }) => `argument '${argument}' ${why}`,
});

export const argumentsNotEncodable = problemKind<{ why: string }>({
  code: 'RSH9130',
  title: 'Arguments that are no message of the backend',
  help: 'Arguments of a gRPC tool become a protobuf message. A value passed the input schema and has no place in its field all the same: a number that is too large, or two fields of one oneof.',
  message: ({ why }) => `The arguments cannot be sent: ${why}`,
});

export const metadataUnusable = problemKind<{ secret: string; why: string }>({
  code: 'RSH9131',
  title: 'A credential that gRPC cannot carry',
  help: 'Credentials travel as metadata of a gRPC call, whose names are lower-case letters, digits, `_`, `-` and `.`, and whose values are printable ASCII.',
  message: ({ secret, why }) => `The secret ${secret} cannot be sent to the backend: ${why}`,
});
