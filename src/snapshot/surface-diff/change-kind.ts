/**
 * What a change means for a client that was built against the old surface. *Breaking*: something that worked does
 * not any more. *Dangerous*: it goes on working, and may mean something else. *Safe*: nothing that worked is touched.
 */
export type ChangeClass = 'breaking' | 'dangerous' | 'safe';

/** What one change is about, in short texts. */
export interface Detail {
  /** Place in a schema, `filter.status` or `Order.lines[].sku`; or the argument, URL or hint. */
  readonly path?: string;
  readonly was?: string;
  readonly is?: string;
}

export interface ChangeKind {
  readonly class: ChangeClass;
  /** One line for a person; what it is about (a tool, an endpoint) stands before it. */
  readonly text: (detail: Detail) => string;
  /** What a client that was built against the old surface experiences. */
  readonly reason: string;
}

/** Lets a table of kinds keep its names. */
export function kinds<N extends string>(table: Record<N, ChangeKind>): Readonly<Record<N, ChangeKind>> {
  return table;
}
