import { type Observation, type PeerState, sameRef, type ToControl } from '../../../src/wire/index.ts';
import { type ControlPlane, controlPlane } from './control-plane.ts';
import { type ControlStore, controlStore } from './control-store.ts';
import { type Gateway, gatewayHost } from './gateway-host.ts';
import type { Stream } from './network.ts';
import { Violation } from './oracle.ts';
import { isReadableBy } from './revisions.ts';
import type { World } from './world.ts';

type Verdict = Extract<ToControl, { type: 'verdict' }>;
type Beat = Extract<ToControl, { type: 'beat' }>;

/** A control plane and its gateways. */
export interface Installation {
  readonly world: World;
  readonly control: ControlPlane;
  readonly gateways: readonly Gateway[];
  /** Second processes with the gateway id of another. */
  readonly twins: Gateway[];
  groupsOf(gatewayId: string): readonly string[];
  /** Moves a gateway to other groups. */
  relabel(gatewayId: string, groups: readonly string[]): void;
  /** A clock was set: silence is no measure any more. */
  clockWasSet: boolean;
  /** Views sent so far. */
  readonly counts: { sent: number };
  addTwin(of: Gateway): Gateway;
  /** One more control plane, over another reading of the store. */
  addReplica(store: ControlStore): ControlPlane;
  /** Why the installation is not at rest; undefined when every gateway serves what it should. */
  unrest(): string | undefined;
}

const firstGroups: Readonly<Record<string, readonly string[]>> = {
  alpha: ['north'],
  beta: ['south'],
  gamma: ['north', 'south'],
};

/** `software` of all gateways; a random one for each when it is not given. */
export function installation(world: World, software?: string): Installation {
  const members = new Map(Object.entries(firstGroups));
  const groupsOf = (gatewayId: string): readonly string[] => members.get(gatewayId) ?? [];
  const counts = { sent: 0 };

  function plane(store: ControlStore): ControlPlane {
    const holders = new Map<string, { instanceId: string; stream: Stream }>();
    const rejected = new Set<string>();
    let holderWasSound = false;

    function observed(
      gatewayId: string,
      what: Observation,
      peer: PeerState,
      stream: Stream | undefined,
    ): void {
      const { instanceId, softwareVersion } = peer.facts;
      world.tell(() => `control plane: ${gatewayId} (${instanceId}) ${what.type}`);
      switch (what.type) {
        case 'registered': {
          const holder = holders.get(gatewayId);
          if (holderWasSound && holder?.instanceId !== instanceId && !it.clockWasSet)
            throw new Violation(`${instanceId} takes the turn of ${holder?.instanceId}, which is there`);
          if (stream !== undefined) holders.set(gatewayId, { instanceId, stream });
          return;
        }
        case 'sending':
          if (peer.desired?.formats.some((format) => !peer.facts.formats.includes(format)))
            throw new Violation('a view is sent that the gateway said it cannot read');
          if (peer.active !== null && store.isForeign(peer.active))
            throw new Violation('a view is sent to a gateway that is ahead of the store');
          counts.sent++;
          if (rejected.has(`${gatewayId} ${softwareVersion} ${what.view.digest}`))
            throw new Violation('a view is sent again that was rejected for good');
          return;
        case 'rejected':
          forgetRejections(gatewayId);
          if (what.permanent) rejected.add(`${gatewayId} ${softwareVersion} ${what.view.digest}`);
          return;
        case 'active':
          world.oracle.believed(instanceId, what.view);
          forgetRejections(gatewayId);
          return;
        default:
          return;
      }
    }

    /** A gateway rejects for good what was sent last: the same must not be sent again. */
    function answered(verdict: Verdict, before: PeerState | null): void {
      if (before?.flight?.transaction !== verdict.transaction || verdict.status !== 'rejected') return;
      const { gatewayId, facts, flight } = before;
      if (verdict.permanent && flight.completeAt !== null)
        rejected.add(`${gatewayId} ${facts.softwareVersion} ${flight.desired.ref.digest}`);
    }

    function forgetRejections(gatewayId: string): void {
      for (const key of rejected) if (key.startsWith(`${gatewayId} `)) rejected.delete(key);
    }

    function forgotten(gatewayId: string | undefined): void {
      for (const { gatewayId: id } of gatewayId === undefined ? it.gateways : [{ gatewayId }]) {
        holders.delete(id);
        forgetRejections(id);
      }
    }

    return controlPlane(world, store, {
      groupsOf,
      greeting: (gatewayId) => {
        holderWasSound = holders.get(gatewayId)?.stream.isSound() ?? false;
      },
      forgotten,
      // Before the machine: in one step it may go on to the next view, and reject that for the gateway.
      hearing: (message, before) => {
        if (message.type === 'verdict') answered(message, before);
      },
      heard: (message, before, after) => {
        if (message.type === 'beat') checkBeat(message, before, after);
      },
      observed,
    });
  }

  const control = plane(controlStore(world.oracle));

  function host(hostId: string, gatewayId: string): Gateway {
    const version = software ?? (world.random.chance(0.5) ? '1.0.0' : '1.1.0');
    return gatewayHost(world, hostId, gatewayId, version, (stream) => control.accept(stream));
  }

  const it: Installation = {
    world,
    control,
    gateways: Object.keys(firstGroups).map((gatewayId) => host(gatewayId, gatewayId)),
    twins: [],
    groupsOf,
    relabel: (gatewayId, groups) => {
      members.set(gatewayId, groups);
      control.relabelled();
    },
    clockWasSet: false,
    counts,
    addTwin: (of) => {
      const twin = host(`${of.hostId}-twin${it.twins.length + 1}`, of.gatewayId);
      it.twins.push(twin);
      return twin;
    },
    addReplica: plane,
    unrest: () => {
      for (const gateway of it.gateways) {
        const why = unrestOf(control, gateway, groupsOf(gateway.gatewayId));
        if (why !== undefined) return `${gateway.hostId}: ${why}`;
      }
      return undefined;
    },
  };
  return it;
}

/** Drift is known with the beat that tells of it. */
function checkBeat(beat: Beat, before: PeerState | null, after: PeerState | null): void {
  if (after === null || before?.stream !== after.stream || after.stream === null) return;
  const flight = after.flight?.completeAt === null ? undefined : after.flight?.desired.ref;
  if (!sameRef(after.active, beat.active) && !sameRef(flight ?? null, beat.active))
    throw new Violation('what a beat tells is not noticed');
}

function unrestOf(control: ControlPlane, gateway: Gateway, groups: readonly string[]): string | undefined {
  const process = gateway.process();
  if (process === undefined) return 'is not running';
  const { link, settled, work, waiting, active } = process.state();
  if (link.state !== 'open') return `its stream is ${link.state}`;
  if (!settled || work !== null || waiting !== null) return 'is at work';
  const peer = control.peer(gateway.gatewayId);
  if (peer?.facts.instanceId !== process.instanceId) return 'is not who is registered';
  if (peer.presence !== 'connected') return `is held to be ${peer.presence}`;
  if (peer.flight !== null) return 'is being sent a view';
  const { rejection } = peer;
  const desired = control.store.desired(groups)?.ref.digest;
  if (process.serves()?.header.view !== active?.ref.digest) return 'serves another view than it says';
  // It died with that view, or cannot read it, and told so: there is nothing more to do.
  const { softwareVersion } = peer.facts;
  const texts = (control.store.listOf(desired ?? '') ?? []).map(
    ({ digest }) => control.store.textOf(digest) ?? '',
  );
  const deadly =
    rejection?.findings[0]?.code === 'crashed' || texts.some((text) => !isReadableBy(softwareVersion, text));
  if (rejection?.permanent && deadly && rejection.view.digest === desired) return undefined;
  if (active?.ref.digest !== desired) return 'has another view than is desired';
  if (peer.active?.digest !== desired) return 'is held to serve another view';
  return undefined;
}
