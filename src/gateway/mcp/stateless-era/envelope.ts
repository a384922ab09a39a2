import { isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import { isLogLevel, type LogLevel, logLevels } from '../call/log-level.ts';
import { errorCodes, type Fault } from '../rpc/fault.ts';

const versionKey = 'io.modelcontextprotocol/protocolVersion';
const capabilitiesKey = 'io.modelcontextprotocol/clientCapabilities';
const logLevelKey = 'io.modelcontextprotocol/logLevel';
const clientInfoKey = 'io.modelcontextprotocol/clientInfo';

/** Does the body say that it is of a stateless version? It decides; headers are only compared with it. */
export function claimsStatelessVersion(params: JsonObject): boolean {
  return metaOf(params)?.[versionKey] !== undefined;
}

/** The version that a body claims; undefined when it claims none, or not in a string. */
export function claimedVersion(params: JsonObject): string | undefined {
  const version = metaOf(params)?.[versionKey];
  return typeof version === 'string' ? version : undefined;
}

/** The least severe messages that the client wants to hear during this request; none unless it says so. */
export function logLevelOf(params: JsonObject): LogLevel | undefined {
  const level = metaOf(params)?.[logLevelKey];
  return isLogLevel(level) ? level : undefined;
}

/** The capabilities that a body declares for its client. */
export function capabilitiesOf(params: JsonObject): unknown {
  return metaOf(params)?.[capabilitiesKey];
}

/**
 * Checks the `_meta` keys that every request must carry (2026-07-28, "Per-request protocol fields"): version and
 * client capabilities. Who the client is, it may keep to itself.
 */
export function checkEnvelope(params: JsonObject): Fault | undefined {
  const meta = metaOf(params);
  if (meta === undefined) return invalidMeta(`"_meta" with ${versionKey} and ${capabilitiesKey} is missing`);
  if (typeof meta[versionKey] !== 'string') return invalidMeta(`${versionKey} must be a string`);
  if (!isJsonObject(meta[capabilitiesKey])) return invalidMeta(`${capabilitiesKey} must be an object`);
  const level = meta[logLevelKey];
  if (level !== undefined && !isLogLevel(level))
    return invalidMeta(`${logLevelKey} must be one of ${logLevels.join(', ')}`);
  const client = meta[clientInfoKey];
  if (client === undefined) return undefined;
  if (isJsonObject(client) && typeof client.name === 'string' && typeof client.version === 'string') {
    return undefined;
  }
  return invalidMeta(`${clientInfoKey} must be an object with "name" and "version"`);
}

function metaOf(params: JsonObject): JsonObject | undefined {
  return isJsonObject(params._meta) ? params._meta : undefined;
}

function invalidMeta(problem: string): Fault {
  return { status: 400, code: errorCodes.invalidParams, message: `Invalid params: ${problem}` };
}
