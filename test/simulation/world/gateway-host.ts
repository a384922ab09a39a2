import type { Finding } from '../../../src/snapshot/index.ts';
import type { ToControl } from '../../../src/wire/index.ts';
import { type Disk, emptyDisk } from './disk.ts';
import { type GatewayHost, type GatewayProcess, startProcess } from './gateway-process.ts';
import type { End, Parcel, Stream } from './network.ts';
import { secretlyNewer } from './revisions.ts';
import { nodeClock, type World } from './world.ts';

/** A machine that runs a gateway, with a supervisor that starts it again when it ends badly. */
export interface Gateway {
  readonly hostId: string;
  readonly gatewayId: string;
  readonly disk: Disk;
  readonly trouble: GatewayTrouble;
  process(): GatewayProcess | undefined;
  start(): void;
  /** SIGTERM; it stays down until it is started. */
  stop(): void;
  kill(quietly: boolean): void;
  /** The next start has this software. */
  upgrade(software: string): void;
  shiftClock(ms: number): void;
}

/** What makes life hard for a gateway, while it does. */
export interface GatewayTrouble {
  diskFull: boolean;
  slowDisk: boolean;
  slowCheck: boolean;
  outOfMemory: boolean;
  /** How the control plane is out of reach: refused at once, or silence. */
  unreachable: 'closed' | 'silent' | undefined;
  /** Who answers instead of the control plane. */
  impostor: ((stream: Stream) => End<ToControl>) | undefined;
}

export const noTrouble: GatewayTrouble = {
  diskFull: false,
  slowDisk: false,
  slowCheck: false,
  outOfMemory: false,
  unreachable: undefined,
  impostor: undefined,
};

const memory: Finding = {
  kind: 'view',
  name: '',
  code: 'memory',
  severity: 'error',
  message: 'out of memory',
};
const format: Finding = { ...memory, code: 'format', message: 'a format that is not known' };

export function gatewayHost(
  world: World,
  hostId: string,
  gatewayId: string,
  firstSoftware: string,
  accept: (stream: Stream) => End<ToControl>,
): Gateway {
  const { time, random } = world;
  const disk = emptyDisk();
  const clock = nodeClock(time);
  const trouble: GatewayTrouble = { ...noTrouble };
  let software = firstSoftware;
  let process: GatewayProcess | undefined;
  let wanted = false;
  let starts = 0;

  function dial(receive: (parcel: Parcel) => void, closed: () => void): Stream | undefined {
    world.network.counts.others++;
    if (trouble.unreachable === 'closed') time.after(random.between(1, 30), closed);
    if (trouble.unreachable !== undefined) return undefined;
    return world.network.open(gatewayId, { receive, closed }, trouble.impostor ?? accept);
  }

  const host: GatewayHost = {
    hostId,
    gatewayId,
    disk,
    clock,
    get software() {
      return software;
    },
    checkTime: () => (trouble.slowCheck ? random.between(1_000, 40_000) : random.between(0, 20)),
    writeTime: () => (trouble.slowDisk ? random.between(500, 20_000) : random.between(1, 20)),
    buildFault: (content) => {
      if (trouble.outOfMemory) return { permanent: false, findings: [memory] };
      const tooNew = [...content.values()].some(({ bytes }) => Buffer.from(bytes).includes(secretlyNewer));
      return tooNew && software < '1.1.0' ? { permanent: true, findings: [format] } : undefined;
    },
    diskIsFull: () => trouble.diskFull,
    dial,
    ended: (ok) => {
      world.tell(() => `${hostId} ended ${ok ? 'well' : 'badly'}`);
      process = undefined;
      if (!ok) time.after(5_000, () => wanted && start());
    },
  };

  function start(): void {
    wanted = true;
    if (process?.isAlive()) return;
    const instanceId = `${hostId}#${++starts}`;
    world.tell(() => `${instanceId} starts`);
    process = startProcess(world, host, instanceId);
  }

  return {
    hostId,
    gatewayId,
    disk,
    trouble,
    process: () => process,
    start,
    stop: () => {
      wanted = false;
      process?.stop();
      process = undefined;
    },
    kill: (quietly) => {
      wanted = false;
      process?.kill(quietly);
      process = undefined;
    },
    upgrade: (version) => {
      software = version;
    },
    shiftClock: (ms) => {
      clock.offset += ms;
    },
  };
}
