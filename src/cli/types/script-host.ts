import type { ToolMap } from './declare-tools.ts';
import type { SelectedTool, SelectedTools } from './select-tools.ts';

/** What a script may call, and what it is given. */
export interface ScriptTypes {
  readonly maps: readonly ToolMap[];
  /** Interfaces of other services, by `<name>:<version>`. */
  readonly services: ReadonlyMap<string, string>;
  /** Type of `input`. */
  readonly input: string;
}

/** The tools that a scripted tool declares: those of its own service, and those of others. */
export function scriptTypes({ tool, objectName }: SelectedTool, selected: SelectedTools): ScriptTypes {
  const { call } = tool;
  if (call.protocol !== 'script') throw new Error(`${objectName} is no script`);
  const own = call.tools.filter(({ service }) => service === undefined).map((entry) => entry.tool);
  const maps: ToolMap[] = [
    { name: 'Tools', tools: selected.tools.filter(({ tool: { name } }) => own.includes(name)) },
  ];
  const services = new Map<string, string>();
  for (const id of new Set(call.tools.flatMap(({ service }) => service ?? []))) {
    const service = selected.ofService(id);
    if (service === undefined) continue;
    const names = call.tools.filter((entry) => entry.service === id).map((entry) => entry.tool);
    const name = `Tools${maps.length + 1}`;
    services.set(service.name, name);
    maps.push({ name, tools: service.tools.filter((other) => names.includes(other.tool.name)) });
  }
  return { maps, services, input: 'ScriptInput' };
}

/** Declarations of `rs` and `input`, the two things that a script has (reference, "Script semantics"). */
export function scriptGlobals({ services, input }: Pick<ScriptTypes, 'services' | 'input'>): string {
  const members = [...services].map(([name, type]) => `\n  ${JSON.stringify(name)}: ${type};`);
  const others = members.length === 0 ? '' : `${members.join('')}\n`;
  return `/** Names of the tools. */
export type ToolName = keyof Tools;

interface OtherServices {${others}}

/** What a call gives back: an answer, or why there is none. */
export type ToolAnswer<C> =
  | { readonly ok: true; readonly content: C; readonly error: null }
  | {
      readonly ok: false;
      readonly content: unknown;
      readonly error: { readonly code: number; readonly message: string } | null;
    };

/** A call under way. */
export interface ToolHandle<C> {
  readonly ' answers'?: C;
}

type Call<A> = Record<string, never> extends A ? [params?: A] : [params: A];

type Answers<H extends readonly unknown[]> = {
  -readonly [K in keyof H]: H[K] extends ToolHandle<infer C> ? ToolAnswer<C> : never;
};

interface AnyTool {
  readonly arguments: unknown;
  readonly content: unknown;
}

type Part<T, K extends keyof AnyTool> = T extends AnyTool ? T[K] : never;

type LogLevel = 'debug' | 'info' | 'notice' | 'warning' | 'error' | 'critical' | 'alert' | 'emergency';

/** What a script calls tools with. */
export interface ScriptHost {
  callTool<N extends keyof Tools>(
    tool: N,
    ...params: Call<Part<Tools[N], 'arguments'>>
  ): ToolAnswer<Part<Tools[N], 'content'>>;
  callTool<S extends keyof OtherServices, N extends keyof OtherServices[S]>(
    service: S,
    tool: N,
    params: Part<OtherServices[S][N], 'arguments'>,
  ): ToolAnswer<Part<OtherServices[S][N], 'content'>>;
  /** Starts a call; \`awaitPromises\` waits for it. */
  callToolAsync<N extends keyof Tools>(
    tool: N,
    ...params: Call<Part<Tools[N], 'arguments'>>
  ): ToolHandle<Part<Tools[N], 'content'>>;
  callToolAsync<S extends keyof OtherServices, N extends keyof OtherServices[S]>(
    service: S,
    tool: N,
    params: Part<OtherServices[S][N], 'arguments'>,
  ): ToolHandle<Part<OtherServices[S][N], 'content'>>;
  awaitPromises<const H extends readonly ToolHandle<unknown>[]>(handles: H): Answers<H>;
  /** Tells the client of something: a level of MCP logging and a value, or a value at level \`info\`. */
  log(message: unknown): void;
  log(level: LogLevel, message: unknown): void;
  /** Tells the client how far the script is; each number is greater than the one before. */
  progress(progress: number, total?: number, message?: string): void;
  /** Ends the script; the tool answers with an error. */
  fail(message: string, data?: unknown): never;
}

declare global {
  const rs: ScriptHost;
  /** The arguments that the tool was called with. */
  const input: ${input};
}
`;
}
