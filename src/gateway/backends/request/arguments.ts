/** What a client gave for a call: parsed JSON. */
export type ToolArguments = Readonly<Record<string, unknown>>;

/** An argument that was given; never what every object has, such as `constructor`. */
export function argumentOf(args: ToolArguments, name: string): unknown {
  return Object.hasOwn(args, name) ? args[name] : undefined;
}
