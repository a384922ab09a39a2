import type { ManifestOf } from '../../manifest/index.ts';

type Resource = NonNullable<ManifestOf<'Resources'>['spec']['resources']>[string];

/** Is this the URI of a user interface (MCP Apps)? */
export function isInterface(uri: string): boolean {
  return uri.startsWith('ui://');
}

/** A tool that a `ui://` resource shows the results of, and where in `tools` it is named. */
export interface ShownTool {
  readonly tool: string;
  readonly visibility: readonly ('app' | 'model')[] | undefined;
  readonly path: readonly (string | number)[];
}

export function shownTools({ tools = [] }: Resource): ShownTool[] {
  return tools.flatMap((entry, index): ShownTool[] =>
    typeof entry === 'string'
      ? [{ tool: entry, visibility: undefined, path: ['tools', index] }]
      : Object.entries(entry).map(([tool, { visibility }]) => ({
          tool,
          visibility,
          path: ['tools', index, tool],
        })),
  );
}
