import { isIP } from 'node:net';
import type { Client } from '../client/client.ts';
import type { Surface } from '../surface/surface.ts';
import { traceIdOf } from '../tracing/traceparent.ts';
import type { AuditEvent, AuditSink } from './sink.ts';

/** Who asked, for the record. */
export interface AuditedCaller {
  readonly client: Client;
  /** The subject of a token that was checked. */
  readonly subject?: string | undefined;
  readonly traceparent: string | string[] | undefined;
}

/** One request of MCP and what came of it. Nothing of what it holds, but for the name of something that is offered. */
export interface AuditedCall extends AuditedCaller {
  readonly method: string;
  /** JSON of the id, as the client gave it. */
  readonly requestId: string;
  /** Names the session without opening it. */
  readonly session: string | undefined;
  /** The tool, prompt or resource that was asked for, if there is one of that name. */
  readonly target: string | undefined;
  readonly succeeded: boolean;
  readonly errorCode: number | undefined;
  readonly durationMs: number;
  /** Bytes of the answer. */
  readonly responseSize: number;
}

/** Why somebody was not let in. */
export interface AuditedRefusal extends AuditedCaller {
  readonly reason: string;
  readonly status: number;
}

/** Writes the audit events of endpoints whose plans ask for them (reShapr compatibility reference, 4.9). */
export interface Audit {
  /** Whether events of this endpoint are written at all: what they hold is made only then. */
  wants(surface: Surface): boolean;
  call(surface: Surface, call: AuditedCall): void;
  refused(surface: Surface, refusal: AuditedRefusal): void;
}

/** Characters of an id that a client made up. */
const longestId = 128;

export function auditTo(sink: AuditSink): Audit {
  return {
    wants: ({ exposition }) => exposition.audit === true,
    call: ({ exposition: { service, organization } }, call) => {
      const { method, target, succeeded, durationMs, subject } = call;
      const outcome = succeeded ? 'success' : 'failure';
      const named = [
        `outcome=${outcome}`,
        `duration=${Math.round(durationMs)}ms`,
        ...(subject === undefined ? [] : [`user=${subject}`]),
      ];
      const parts = target === undefined ? named : [`target=${target}`, ...named];
      sink.write({
        severity: succeeded ? 'INFO' : 'WARN',
        body: `MCP audit: ${method} on ${service.name}:${service.version}, ${parts.join(', ')}`,
        attributes: {
          'log.type': 'audit',
          'event.action': method,
          'event.outcome': outcome,
          'event.duration': Math.round(durationMs),
          'service.name': service.name,
          'service.version': service.version,
          'organization.id': organization,
          'mcp.response.size': call.responseSize,
          'mcp.request.id': call.requestId.slice(0, longestId),
          'mcp.session.id': call.session,
          'mcp.target.name': target,
          'mcp.error.code': call.errorCode,
          'user.id': subject,
          ...whence(call),
        },
      });
    },
    refused: ({ exposition: { service, organization } }, refusal) => {
      sink.write({
        severity: 'WARN',
        body: `MCP audit: authentication on ${service.name}:${service.version}, outcome=failure, reason=${refusal.reason}`,
        attributes: {
          'log.type': 'audit',
          'event.action': 'authentication',
          'event.outcome': 'failure',
          'event.reason': refusal.reason,
          'http.response.status_code': refusal.status,
          'service.id': service.id,
          'service.name': service.name,
          'service.version': service.version,
          'organization.id': organization,
          ...whence(refusal),
        },
      });
    },
  };
}

function whence({ client, traceparent }: AuditedCaller): AuditEvent['attributes'] {
  return {
    'source.ip': isIP(client.address) === 0 ? undefined : client.address,
    'trace.id': traceIdOf(traceparent),
  };
}
