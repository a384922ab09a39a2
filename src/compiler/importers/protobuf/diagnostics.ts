import { findingKind } from '../../../kernel/index.ts';

export const syntaxError = findingKind<{ problem: string }>({
  code: 'RSH4200',
  severity: 'error',
  title: 'A protobuf text that cannot be parsed',
  help: 'The file does not follow the grammar of protobuf (proto2, proto3, or the editions 2023 and 2024).',
  message: ({ problem }) => problem,
  hint: () => 'look for what is missing before this place: often a semicolon, a number or a brace',
});

export const missingImport = findingKind<{ name: string; suggestion: string | undefined }>({
  code: 'RSH4201',
  severity: 'error',
  title: 'An import that is not in the tree',
  help: 'An import is looked for in the folder of the importing file and in every folder above it, up to the root of the tree. The well-known types of `google/protobuf` are built in, and so are files of Google and others that only define options.',
  message: ({ name }) => `import '${name}' is not in the tree`,
  hint: ({ suggestion }) => suggestion ?? 'copy the file into the tree, at that path below a common folder',
});

export const importNotThere = findingKind<{ name: string }>({
  code: 'RSH4202',
  severity: 'info',
  title: 'An import that is neither there nor needed',
  help: 'The file is not in the tree, but no tool needs a type of it: most often it only defines options.',
  message: ({ name }) => `import '${name}' is not in the tree, and nothing of it is needed`,
});

export const unknownType = findingKind<{ type: string; suggestion: string | undefined }>({
  code: 'RSH4203',
  severity: 'error',
  title: 'A type that is not defined',
  help: 'A field or a method names a message or an enum that neither this file nor one that it imports defines.',
  message: ({ type }) => `'${type}' is not defined`,
  hint: ({ suggestion }) => suggestion ?? 'define it, or import the file that does',
});

export const typeNotImported = findingKind<{ type: string; file: string }>({
  code: 'RSH4204',
  severity: 'warning',
  title: 'A type of a file that is not imported',
  help: 'The type is defined in a file that this one imports only by way of others. Other compilers refuse that.',
  message: ({ type, file }) => `'${type}' is defined in ${file}, which is not imported here`,
  hint: ({ file }) => `add an import of ${file}`,
});

export const noService = findingKind<Record<string, never>>({
  code: 'RSH4205',
  severity: 'error',
  title: 'A protobuf file without a service',
  help: 'The tools of a Service are the methods of a `service` in its file. Services of imported files are not taken.',
  message: () => 'this file defines no service',
  hint: () => 'let spec.file of the Service name the file that defines the service',
});

export const severalServices = findingKind<{
  name: string;
  services: string;
  suggestion: string | undefined;
}>({
  code: 'RSH4206',
  severity: 'error',
  title: 'A protobuf file with several services',
  help: 'A Service has the tools of one `service`. Where the file defines several, `spec.name` says which, by its full name (`shop.v1.Orders`) or its last part.',
  message: ({ name, services }) =>
    name === ''
      ? `this file defines several services: ${services}`
      : `this file defines several services, and '${name}' is none of them: ${services}`,
  hint: ({ suggestion }) => suggestion ?? 'let spec.name of the Service be one of these names',
});

export const clientStreaming = findingKind<{ method: string; what: string }>({
  code: 'RSH4207',
  severity: 'warning',
  title: 'A method that takes a stream',
  help: 'An MCP client sends all arguments of a call at once. Methods whose request is a stream become no tools.',
  message: ({ method, what }) => `${method} becomes no tool: ${what}`,
  hint: () => 'add a method that takes one message, or exclude this one',
});

export const duplicateName = findingKind<{ name: string }>({
  code: 'RSH4208',
  severity: 'error',
  title: 'A name that is defined twice',
  help: 'Names are unique in a message, an enum, a service and, over all files, in a package.',
  message: ({ name }) => `'${name}' is defined twice`,
  hint: () => 'rename one of the two, or remove it',
});

export const notAllowed = findingKind<{ problem: string }>({
  code: 'RSH4209',
  severity: 'error',
  title: 'A protobuf text that the language does not allow',
  help: 'The file can be parsed, but breaks a rule of the language. No compiler of protobuf takes it.',
  message: ({ problem }) => problem,
  hint: () => 'correct it, or ask who owns the file for the one that is in use',
});

export const unreadableSet = findingKind<{ why: string }>({
  code: 'RSH4210',
  severity: 'error',
  title: 'A descriptor set that cannot be read',
  help: 'A file that ends in .pb, .binpb, .protoset, .desc or .fds holds a `google.protobuf.FileDescriptorSet`; one that ends in .pbb holds the same in base64.',
  message: ({ why }) => `this is no descriptor set: ${why}`,
  hint: () =>
    'make it with `buf build -o shop.binpb`, or with protoc --include_imports --descriptor_set_out=shop.pb',
});

export const shortenedSchema = findingKind<{ method: string; what: string; types: number }>({
  code: 'RSH4211',
  severity: 'info',
  title: 'A message too large to be described as a whole',
  help: 'A message leads to so many others that the schema of the tool would be larger than any context. Fields that hold messages are described as objects without their properties; values are passed on unchanged.',
  message: ({ method, what, types }) =>
    `the ${what} of ${method} leads to ${types} messages: its schema is shortened`,
});

export const tooLarge = findingKind<{ problem: string }>({
  code: 'RSH4217',
  severity: 'error',
  title: 'A protobuf file with too much in it',
  help: 'Messages of the largest public APIs have some hundred fields, and their services lead to some ten thousand. The limits keep one file from exhausting a build.',
  message: ({ problem }) => problem,
  hint: () => 'take what the tools need into a file of its own',
});

export const importCycle = findingKind<{ name: string }>({
  code: 'RSH4212',
  severity: 'error',
  title: 'Files that import each other',
  help: 'The imports of protobuf files may not lead back to where they began. No compiler of protobuf takes it.',
  message: ({ name }) => `import '${name}' leads back to this file`,
  hint: () => 'move what both files need into a third one',
});

export const notAMessage = findingKind<{ type: string }>({
  code: 'RSH4213',
  severity: 'error',
  title: 'A method whose type is no message',
  help: 'Request and response of a method are messages, never enums or scalar types.',
  message: ({ type }) => `'${type}' is no message`,
  hint: () => 'put it into a message',
});

export const notUtf8 = findingKind<Record<string, never>>({
  code: 'RSH4214',
  severity: 'error',
  title: 'A protobuf text that is not UTF-8',
  help: 'Protobuf files are texts in UTF-8.',
  message: () => 'this file is not UTF-8',
  hint: () => 'save the file as UTF-8; a descriptor set needs a name that ends in .binpb',
});

export const renamedTool = findingKind<{ method: string; name: string }>({
  code: 'RSH4215',
  severity: 'warning',
  title: 'A method whose name is too long for a tool',
  help: 'MCP clients and model APIs accept names of at most 64 characters. A longer one is cut and ends in a digest of the whole.',
  message: ({ method, name }) => `${method} is offered as ${name}`,
  hint: () => 'give the method a shorter name',
});

export const unusedPath = findingKind<{ path: string }>({
  code: 'RSH4216',
  severity: 'warning',
  title: 'A path in the endpoint of a gRPC backend',
  help: 'A gRPC call goes to `/<service>/<method>` of a host and port. A path of the endpoint has no place in it.',
  message: ({ path }) => `the path '${path}' is not used: gRPC calls only need a host and a port`,
  hint: () => 'write something like https://orders.internal:50051',
});
