import { problem } from '../../kernel/index.ts';
import { usage } from '../problems.ts';

/** Where spans are sent, and what they are said to come from. */
export interface TracingSettings {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds that one request to the collector may take. */
  readonly timeoutMs: number;
  readonly resource: Readonly<Record<string, string>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the variables that OpenTelemetry has for this ("OpenTelemetry Protocol Exporter", "SDK Environment Variables");
 * undefined when none of them asks for traces. Throws a problem for what is not sent here.
 */
export function tracingSettings(env: Environment, service: string): TracingSettings | undefined {
  const of = (name: string): string | undefined =>
    env[`OTEL_EXPORTER_OTLP_TRACES_${name}`] || env[`OTEL_EXPORTER_OTLP_${name}`] || undefined;
  const exporter = env['OTEL_TRACES_EXPORTER'] || (of('ENDPOINT') === undefined ? 'none' : 'otlp');
  if (exporter === 'none' || env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return undefined;
  if (exporter !== 'otlp') throw refused('OTEL_TRACES_EXPORTER', 'otlp or none');
  if (of('PROTOCOL') === 'grpc')
    throw refused(
      'OTEL_EXPORTER_OTLP_PROTOCOL',
      'http/json, and the HTTP port of the collector, usually 4318',
    );
  const traces = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];
  const base = env['OTEL_EXPORTER_OTLP_ENDPOINT'] || 'http://localhost:4318';
  const url = traces || `${base.replace(/\/$/, '')}/v1/traces`;
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw refused('OTEL_EXPORTER_OTLP_ENDPOINT', 'an http URL');
  const name = env['OTEL_SERVICE_NAME'];
  return {
    url,
    headers: pairsOf(of('HEADERS')),
    timeoutMs: Number(of('TIMEOUT') ?? 10_000) || 10_000,
    resource: {
      'service.name': service,
      ...pairsOf(env['OTEL_RESOURCE_ATTRIBUTES']),
      ...(name && { 'service.name': name }),
    },
  };
}

/** `key1=value1,key2=value2`, percent-encoded. */
function pairsOf(text = ''): Record<string, string> {
  const pairs = text.split(',').flatMap((pair): [string, string][] => {
    const [name = '', ...value] = pair.split('=');
    return name.trim() === '' || value.length === 0 ? [] : [[decoded(name), decoded(value.join('='))]];
  });
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text.trim();
  }
}

/** The value is not repeated: it may be a secret in the wrong variable. */
function refused(name: string, wanted: string): Error {
  return problem(usage, { why: `${name} asks for what is not sent here`, hint: `write ${wanted}` });
}
