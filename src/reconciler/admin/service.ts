import type { Log } from '../../kernel/index.ts';
import type { admin, adminService } from '../../wire/index.ts';
import type { ControlPlane } from '../control-plane.ts';
import { auditFor } from './audit.ts';
import { callsOf } from './calls.ts';
import { applyFor, objectsFor, rollbackFor, waitFor } from './deploy.ts';
import { endpointsOf } from './endpoints.ts';
import { forceUnlockFor, leaseOf } from './lease.ts';
import { recoverFor } from './recover.ts';
import { headFor, listRevisions, revisionFor } from './revisions.ts';
import { groupsStatus, statusOf } from './status.ts';
import { createTokenFor, renewTokenFor, revokeTokenFor, tokensOf } from './tokens.ts';
import { uploadHandler } from './upload.ts';
import { watchStatus } from './watch.ts';

type Handlers = { [K in keyof typeof adminService]: admin.AdminServiceServer[K] };

/** What the command line asks of a control plane; see `proto/reshapr/admin/v1`. */
export function adminHandlers(plane: ControlPlane, log: Log): Handlers {
  const calls = callsOf(plane.tokens, log);
  return {
    identify: calls.unary('read', (_, token) => ({
      organization: token.organization,
      tokenName: token.name,
      role: token.role,
      expiresAtMs: token.expiresAt,
      serverVersion: plane.softwareVersion,
    })),
    getStatus: calls.unary('read', async ({ gatewayId }, { organization }) => ({
      status: await statusOf(plane, organization, gatewayId),
    })),
    watchStatus: calls.streaming('read', ({ gatewayId }, { organization }, signal) =>
      watchStatus(plane, organization, gatewayId, signal),
    ),
    listEndpoints: calls.unary('read', async (_, { organization }) => ({
      endpoints: await endpointsOf(plane, organization),
    })),
    listGatewayGroups: calls.unary('read', async (_, { organization }) => ({
      groups: await groupsStatus(plane, organization),
    })),
    listRevisions: calls.unary('read', ({ limit }, { organization }) => ({
      revisions: listRevisions(plane, organization, limit),
    })),
    getRevision: calls.unary('read', (request, { organization }) =>
      revisionFor(plane, request, organization),
    ),
    getHead: calls.unary('read', ({ source }, { organization }) => headFor(plane, source, organization)),
    getObjects: calls.streaming('read', (request, { organization }) =>
      objectsFor(plane, request, organization),
    ),
    findMissing: calls.unary('deploy', async ({ digests }) => ({
      digests: await plane.store.missing(digests),
    })),
    putObjects: uploadHandler(plane, calls),
    apply: calls.streaming('deploy', (request, token, signal) => applyFor(plane, request, token, signal)),
    rollback: calls.streaming('deploy', (request, token, signal) =>
      rollbackFor(plane, request, token, signal),
    ),
    wait: calls.streaming('read', (request, token, signal) => waitFor(plane, request, token, signal)),
    getLease: calls.unary('read', (_, { organization }) => leaseOf(plane, organization)),
    forceUnlock: calls.unary('admin', (request, token) => forceUnlockFor(plane, request, token)),
    createToken: calls.unary('admin', (request, token) => createTokenFor(plane, request, token)),
    listTokens: calls.unary('admin', (_, { organization }) => ({ tokens: tokensOf(plane, organization) })),
    renewToken: calls.unary('admin', (request, token) => renewTokenFor(plane, request, token)),
    repairGateway: calls.unary('deploy', ({ gatewayId }, { organization }) => ({
      found: plane.fleet.repair(organization, gatewayId),
    })),
    recover: calls.unary('admin', (request, token) => recoverFor(plane, request, token)),
    readAudit: calls.unary('admin', (request, { organization }) => auditFor(plane, request, organization)),
    revokeToken: calls.unary('admin', (request, token) => revokeTokenFor(plane, request, token)),
  };
}
