import { z } from 'zod';
import { scriptCallSchema, targetCallSchema } from './custom-call.ts';
import { graphqlCallSchema } from './graphql-call.ts';
import { grpcCallSchema } from './grpc-call.ts';
import { httpCallSchema } from './http-call.ts';

/** What happens when a tool is called. All that a gateway needs is here: it reads no spec. */
export const callSchema = z.discriminatedUnion('protocol', [
  httpCallSchema,
  graphqlCallSchema,
  grpcCallSchema,
  targetCallSchema,
  scriptCallSchema,
]);

export type Call = z.infer<typeof callSchema>;
