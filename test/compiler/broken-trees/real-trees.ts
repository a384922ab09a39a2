import { graphqlMistakes } from './graphql-mistakes.ts';
import { mark } from './marks.ts';
import type { Mistake } from './mistake.ts';
import { importBack, protobufMistakes, withoutImported } from './protobuf-mistakes.ts';
import { swaggerMistakes } from './swagger-mistakes.ts';
import { yamlMistakes } from './yaml-mistakes.ts';

/** A real spec, whole, with all that its main file imports. */
export interface RealSpec {
  readonly package: string;
  /** In the package; the first is the main file, and a path in the tree is the same without `root`. */
  readonly files: readonly string[];
  readonly root: string;
  /** Of the Service. */
  readonly service: string;
  /** Files that the main one imports by comments that it does not have itself. */
  readonly imports?: readonly string[];
  /** What the spec as it is published gets: code, the text at which it stands, and which occurrence of that, from 0. */
  readonly already: readonly (readonly [code: string, at: string, which: number])[];
}

const google = { package: 'google-proto-files', root: '', already: [] };

export const realSpecs = {
  pokemon: {
    package: '@favware/graphql-pokemon',
    files: ['graphql/resolvers.graphql', 'graphql/schema.graphql', 'graphql/enums.graphql'],
    root: 'graphql/',
    service: 'Pokemon',
    imports: ['schema.graphql', 'enums.graphql'],
    already: [],
  },
  github: {
    package: '@octokit/graphql-schema',
    files: ['schema.graphql'],
    root: '',
    service: 'GitHub',
    // Two fields of EnterpriseOwnerInfo stand in it twice.
    already: [
      ['RSH4103', 'repositoryDeployKeySetting:', 1],
      ['RSH4103', 'repositoryDeployKeySettingOrganizations(', 1],
    ],
  },
  schemas: { ...google, files: ['google/pubsub/v1/schema.proto'], service: 'SchemaService' },
  pubsub: {
    ...google,
    files: ['google/pubsub/v1/pubsub.proto', 'google/pubsub/v1/schema.proto'],
    service: 'Publisher',
  },
  logging: {
    ...google,
    files: [
      'google/logging/v2/logging.proto',
      'google/logging/v2/log_entry.proto',
      'google/logging/type/http_request.proto',
      'google/logging/type/log_severity.proto',
      'google/api/monitored_resource.proto',
      'google/api/label.proto',
      'google/api/launch_stage.proto',
      'google/rpc/status.proto',
    ],
    service: 'LoggingServiceV2',
    already: [['RSH4207', 'TailLogEntries(', 0]],
  },
  operations: {
    ...google,
    files: ['google/longrunning/operations.proto', 'google/rpc/status.proto'],
    service: 'Operations',
  },
  figma: {
    package: '@figma/rest-api-spec',
    files: ['openapi/openapi.yaml'],
    root: 'openapi/',
    service: 'Figma',
    already: [],
  },
  netlify: {
    package: '@netlify/open-api',
    files: ['dist/swagger.json'],
    root: 'dist/',
    service: 'Netlify',
    already: [],
  },
} satisfies Record<string, RealSpec>;

const api = graphqlMistakes('resolvers.graphql');
const types = graphqlMistakes('schema.graphql');
const enums = graphqlMistakes('enums.graphql');
const schemas = protobufMistakes('google/pubsub/v1/schema.proto');
const pubsub = protobufMistakes('google/pubsub/v1/pubsub.proto');
const logging = protobufMistakes('google/logging/v2/logging.proto');
const entry = protobufMistakes('google/logging/v2/log_entry.proto');
const request = protobufMistakes('google/logging/type/http_request.proto');
const operations = protobufMistakes('google/longrunning/operations.proto');
const status = protobufMistakes('google/rpc/status.proto');
const figma = yamlMistakes('openapi.yaml');
const netlify = swaggerMistakes('swagger.json');

/** A mistake beside the spec: what is wrong with a spec hides nothing of other files. */
const misspelledGroup: Mistake = (texts) => ({
  ...texts,
  'exposition.yaml': (texts['exposition.yaml'] ?? '').replace('Group: edge', `Group: ${mark('RSH3004')}egde`),
});

/** Several mistakes in one spec, all of which one run finds. */
export const realTrees: readonly (readonly [spec: keyof typeof realSpecs, mistakes: readonly Mistake[]])[] = [
  ['pokemon', [api.misspelledArgumentType, types.misspelledType, types.misspelledType]],
  ['pokemon', [api.missingImport, types.missingColon, misspelledGroup]],
  ['pokemon', [types.unclosedType, api.missingImport]],
  ['pokemon', [api.wrongDefault, api.wrongDefault, types.unknownDirective, types.fieldTwice]],
  ['pokemon', [types.typeTwice, api.extensionOfNothing, enums.valueTwice, api.operationAmongTypes]],
  ['pokemon', [types.fieldTwice, api.objectAsArgument, types.unknownDirective]],
  ['pokemon', [api.requiredFile, api.wrongDefault, api.wrongDefault, misspelledGroup]],
  ['github', [types.misspelledType, types.misspelledType, types.misspelledArgumentType, types.typeTwice]],
  ['github', [types.fieldTwice, types.valueTwice, types.unknownDirective, misspelledGroup]],

  ['schemas', [schemas.misspelledType, schemas.misspelledRequest, schemas.misspelledRequest]],
  ['schemas', [schemas.missingSemicolon, schemas.numberTwice, schemas.messageTwice]],
  ['pubsub', [pubsub.misspelledType, pubsub.misspelledRequest, schemas.misspelledType]],
  ['pubsub', [pubsub.reservedNumber, pubsub.enumOfOne, schemas.numberOfNothing, schemas.fieldTwice]],
  [
    'logging',
    [
      withoutImported('google/api/monitored_resource.proto', 'google/api/label.proto'),
      withoutImported('google/api/monitored_resource.proto', 'google/api/launch_stage.proto'),
      logging.misspelledType,
    ],
  ],
  ['logging', [entry.misspelledType, logging.streamOfRequests, request.enumOfOne, misspelledGroup]],
  [
    'operations',
    [
      operations.misspelledRequest,
      importBack('google/rpc/status.proto', 'google/longrunning/operations.proto'),
      status.fieldTwice,
    ],
  ],
  ['operations', [operations.unknownSyntax, operations.messageTwice, operations.numberTwice]],
  ['operations', [operations.streamOfRequests, operations.streamOfRequests, status.reservedNumber]],

  ['figma', [figma.misspelledRef, figma.misspelledRef, figma.unknownLocation, figma.unknownType]],
  ['figma', [figma.unknownField, figma.illegalToolName, figma.illegalToolName, figma.wordAsFlag]],
  ['figma', [figma.misspelledPathParameter, figma.misspelledPathParameter, figma.misspelledRef]],
  ['figma', [figma.keyTwice, figma.keyTwice, misspelledGroup]],
  ['netlify', [netlify.misspelledRef, netlify.misspelledParameterRef, netlify.unknownCollectionFormat]],
  ['netlify', [netlify.unknownLocation, netlify.unknownType, netlify.wordAsFlag, netlify.illegalToolName]],
  ['netlify', [netlify.unknownField, netlify.unknownField, netlify.misspelledRef, misspelledGroup]],
  ['netlify', [netlify.missingComma, misspelledGroup]],
  ['netlify', [netlify.unknownVersion, misspelledGroup]],
];
