import { z } from 'zod';
import { isDigest } from '../digest.ts';

/** The full name of a message: `shop.v1.Order`. */
const messageName = z.string().regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/);

/** One gRPC call, unary or with a stream of answers. Its message types are in the `descriptor` of the service. */
export const grpcCallSchema = z.strictObject({
  protocol: z.literal('grpc'),
  /** `/shop.v1.Orders/GetOrder`. */
  path: z.string().regex(/^\/[\w.]+\/\w+$/),
  /** Name of a `descriptor` object of the same service. */
  descriptor: z.string(),
  request: messageName,
  response: messageName,
  /** Digest of the types that both lead to: where a number of a field changes, the tool does. */
  types: z.string().refine(isDigest),
  /** The answers are a stream: each is told as progress, and the result has all of them as `{messages: […]}`. */
  stream: z.boolean().optional(),
  /** The answer is no JSON object (a `google.protobuf.Timestamp`, a `Value`): the result is `{result: <answer>}`. */
  wrapResult: z.boolean().optional(),
  /** The request is no JSON object: it is the argument `value`. */
  wholeArgument: z.boolean().optional(),
});

export type GrpcCall = z.infer<typeof grpcCallSchema>;
