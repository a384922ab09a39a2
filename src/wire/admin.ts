import { type ChannelCredentials, type ClientOptions, Metadata, status } from '@grpc/grpc-js';
import { Problem } from '../kernel/index.ts';
import { AdminServiceClient, AdminServiceService } from './generated/reshapr/admin/v1/admin.ts';

export type * as admin from './generated/reshapr/admin/v1/admin.ts';
export { AdminServiceService as adminService };

export type AdminClient = AdminServiceClient;

export function adminClient(
  address: string,
  credentials: ChannelCredentials,
  options: Partial<ClientOptions>,
): AdminClient {
  return new AdminServiceClient(address, credentials, options);
}

const problemKey = 'reshapr-problem-bin';

/** A user's error as gRPC carries it: the code, the message and the hint travel as trailing metadata. */
export function problemStatus(
  problem: Problem,
  code: status = status.FAILED_PRECONDITION,
): {
  code: status;
  details: string;
  metadata: Metadata;
} {
  const metadata = new Metadata();
  const { code: name, message, hint } = problem;
  metadata.set(problemKey, Buffer.from(JSON.stringify({ code: name, message, hint })));
  return { code, details: message, metadata };
}

/** The user's error in a failed call, if it carries one. */
export function problemOf(error: unknown): Problem | undefined {
  const metadata = (error as { metadata?: unknown } | null)?.metadata;
  const value = metadata instanceof Metadata ? metadata.get(problemKey)[0] : undefined;
  if (!(value instanceof Buffer)) return undefined;
  const { code, message, hint } = JSON.parse(value.toString('utf8')) as Record<string, string | undefined>;
  return new Problem(code ?? '', message ?? '', hint, { cause: error });
}
