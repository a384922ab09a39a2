import type { Log, Metrics } from '../../kernel/index.ts';
import { shortDigest } from '../../snapshot/index.ts';
import type { Intent, Observation } from '../../wire/index.ts';
import type { Fleet } from './fleet.ts';

/** Writes every transition of a gateway to the log and the metrics. */
export function watchFleet(fleet: Fleet, log: Log, metrics: Metrics): void {
  const events = metrics.counter('reshapr_gateway_events_total', 'Transitions of gateways.', ['event']);
  fleet.onObservation(({ organization, peer }, what) => {
    events.add(1, { event: what.type });
    const fields = { organization, gateway: peer.gatewayId, ...detailsOf(what) };
    if (isTrouble(what)) log.warn(`gateway ${what.type}`, fields);
    else log.info(`gateway ${what.type}`, fields);
  });
}

/** Counts what gateways are told to expect: how often, why, and how many bytes of objects. */
export function countIntents(metrics: Metrics): (intent: Intent) => void {
  const intents = metrics.counter('reshapr_intents_total', 'Intents by mode and reason.', ['mode', 'reason']);
  const bytes = metrics.counter('reshapr_object_bytes_total', 'Bytes of objects that Intents announced.', [
    'reason',
  ]);
  return (intent) => {
    const { mode, reason } = intent;
    intents.add(1, { mode, reason });
    if (intent.bytes > 0) bytes.add(intent.bytes, { reason });
  };
}

/** Returns a function that counts the gateways by presence, to be called now and then. */
export function countFleet(fleet: Fleet, metrics: Metrics): () => void {
  const gauge = metrics.gauge('reshapr_gateways', 'Gateways by presence.', ['presence']);
  return () => {
    const counts = { connected: 0, late: 0, disconnected: 0, unsynchronized: 0 };
    for (const { peer } of fleet.gateways()) counts[peer.presence]++;
    for (const [presence, count] of Object.entries(counts)) gauge.set(count, { presence });
  };
}

function isTrouble(what: Observation): boolean {
  return [
    'duplicate',
    'rejected',
    'drift',
    'flapping',
    'ahead',
    'late',
    'disconnected',
    'unsynchronized',
  ].includes(what.type);
}

function detailsOf(what: Observation): Record<string, unknown> {
  switch (what.type) {
    case 'registered':
      return { resumed: what.resumed };
    case 'duplicate':
      return { holder: what.holder };
    case 'sending':
      return { view: shortDigest(what.view.digest), reason: what.reason, objects: what.puts };
    case 'staged':
    case 'active':
      return { view: shortDigest(what.view.digest), sequence: what.view.sequence };
    case 'rejected':
      return {
        view: shortDigest(what.view.digest),
        permanent: what.permanent,
        findings: what.findings.map(({ kind, name, code, message }) => `${kind} ${name} ${code}: ${message}`),
      };
    case 'drift':
      return { found: what.found === null ? 'nothing' : shortDigest(what.found.digest) };
    case 'flapping':
      return { repairs: what.count };
    case 'ahead':
      return { found: shortDigest(what.found.digest) };
    default:
      return {};
  }
}
