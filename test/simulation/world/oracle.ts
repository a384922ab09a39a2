import {
  compareOrder,
  type Envelope,
  entryKey,
  type Order,
  type ViewHeader,
} from '../../../src/snapshot/index.ts';
import type { ViewRef } from '../../../src/wire/index.ts';
import { type Content, digestOfBytes, digestOfList } from './objects.ts';

/** A rule of the design that does not hold. */
export class Violation extends Error {}

/** Sees everything, and knows what may never happen. */
export interface Oracle {
  /** The control plane signed this header for a gateway with these groups. */
  signed(envelope: Envelope): void;
  /** An Activate reached a process. */
  activated(process: string, envelope: Envelope): void;
  /** A process that had not begun to serve was sent away: it has to end. */
  refused(process: string): void;
  /** The right of a gateway was withdrawn: it has to delete what it keeps. */
  revoked(gatewayId: string): void;
  /** A process serves something else from now on; `content` is what it really serves. */
  swapped(gatewayId: string, process: string, swap: Swap): void;
  /** A process serves what it found on its disk. */
  resumed(gatewayId: string, process: string, header: ViewHeader, content: Content): void;
  /** The gateway lost its newest bundle, or gave it up: what it has now may be older. */
  forgave(gatewayId: string): void;
  /** The control plane holds that a process serves this view. */
  believed(process: string, view: ViewRef): void;
}

export interface Swap {
  readonly header: ViewHeader;
  readonly envelope: Envelope | null;
  readonly content: Content | null;
  /** The newest bundle on the disk of the gateway. */
  readonly stored: Envelope | null;
}

export function oracle(): Oracle {
  const signedPayloads = new Set<string>();
  const activatedPayloads = new Set<string>();
  const served = new Set<string>();
  const refused = new Set<string>();
  const revoked = new Set<string>();
  const floors = new Map<string, Order>();

  function checkContent(header: ViewHeader, content: Content): void {
    for (const { entry, bytes } of content.values())
      if (digestOfBytes(bytes) !== entry.digest)
        throw new Violation(`${entryKey(entry)} is served with other bytes than its digest says`);
    if (digestOfList([...content.values()].map(({ entry }) => entry)) !== header.view)
      throw new Violation('a mixed surface: what is served is not the view that was signed');
  }

  function serve(gatewayId: string, process: string, header: ViewHeader, newer: boolean): void {
    const floor = floors.get(gatewayId);
    const order = floor === undefined ? 1 : compareOrder(header, floor);
    if (order < 0 || (newer && order === 0))
      throw new Violation(`backwards: ${show(header)} is served after ${show(floor)}`);
    floors.set(gatewayId, { epoch: header.epoch, sequence: header.sequence });
    served.add(`${process} ${header.epoch}.${header.sequence} ${header.view}`);
  }

  return {
    signed: ({ payload }) => void signedPayloads.add(payload),
    activated: (process, { payload }) => void activatedPayloads.add(`${process} ${payload}`),
    refused: (process) => void refused.add(process),
    revoked: (gatewayId) => void revoked.add(gatewayId),
    swapped: (gatewayId, process, { header, envelope, content, stored }) => {
      if (envelope === null || content === null)
        throw new Violation('a view is swapped in that was not verified and built');
      if (!activatedPayloads.has(`${process} ${envelope.payload}`))
        throw new Violation('a view is served that was never activated');
      if (!signedPayloads.has(envelope.payload)) throw new Violation('a view is served that nobody signed');
      if (stored?.payload !== envelope.payload)
        throw new Violation('a view is served that is not on the disk: a restart would go back');
      if (header.organization !== 'acme') throw new Violation('a view of another organization is served');
      revoked.delete(gatewayId);
      checkContent(header, content);
      serve(gatewayId, process, header, true);
    },
    resumed: (gatewayId, process, header, content) => {
      if (refused.has(process))
        throw new Violation('a gateway that was refused serves its last known good view');
      if (revoked.has(gatewayId)) throw new Violation('a revoked gateway serves what it had to delete');
      checkContent(header, content);
      serve(gatewayId, process, header, false);
    },
    forgave: (gatewayId) => void floors.delete(gatewayId),
    believed: (process, { epoch, sequence, digest }) => {
      if (!served.has(`${process} ${epoch}.${sequence} ${digest}`))
        throw new Violation(`${process} is held to serve ${epoch}.${sequence}, and never did`);
    },
  };
}

function show(order: Order | undefined): string {
  return order === undefined ? 'nothing' : `${order.epoch}.${order.sequence}`;
}
