import { isJsonObject } from '../../kernel/index.ts';
import { type ExpositionObject, type ScriptCall, serviceId } from '../../snapshot/index.ts';

/** What a script sees of a call that was made. */
export interface ScriptResult {
  readonly ok: boolean;
  /** JSON where it is JSON, else text. */
  readonly content: unknown;
  /** Why no tool was called; null when one was, however that went. */
  readonly error: { readonly code: number; readonly message: string } | null;
}

/** Codes of `ScriptResult.error`, as reShapr has them. */
export const scriptErrors = {
  budget: -32600,
  notCallable: -32602,
  internal: -32603,
  inputRequired: -32042,
} as const;

export function refused(code: number, message: string): ScriptResult {
  return { ok: false, content: null, error: { code, message } };
}

/** A call that a script may make. */
export interface ScriptRequest {
  readonly tool: string;
  /** Id of another service; undefined for the script's own. */
  readonly service: string | undefined;
  readonly params: Record<string, unknown>;
}

/** Reads what a script asks for: JSON that it made itself. */
export function readRequest(
  json: string,
  { tools }: ScriptCall,
  { organization, service: own }: ExpositionObject,
): ScriptRequest | ScriptResult {
  const value: unknown = JSON.parse(json);
  const { service, tool, params = {} } = isJsonObject(value) ? value : {};
  if (typeof tool !== 'string') return refused(scriptErrors.notCallable, 'the name of a tool must be a text');
  if (!isJsonObject(params)) return refused(scriptErrors.notCallable, 'parameters must be an object');
  const id = service === undefined || service === null ? undefined : idOf(service, organization);
  if (id === null) return refused(scriptErrors.notCallable, `Unknown service: ${shown(service)}`);
  const other = id === own.id ? undefined : id;
  if (!tools.some((allowed) => allowed.tool === tool && allowed.service === other)) {
    const message = `Tool not allowed: ${shown(tool)}. The script does not declare it under tools`;
    return refused(scriptErrors.notCallable, message);
  }
  return { tool, service: other, params: { ...params } };
}

/** The id of `<name>:<version>`, split at the first colon; null when it is something else. */
function idOf(service: unknown, organization: string): string | null {
  const [, name, version] = /^([^:]+):(.+)$/s.exec(typeof service === 'string' ? service : '') ?? [];
  return name === undefined || version === undefined ? null : serviceId(organization, name, version);
}

function shown(text: unknown): string {
  return String(text).slice(0, 128);
}
