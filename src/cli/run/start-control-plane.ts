import type { Log, Metrics } from '../../kernel/index.ts';
import {
  type ControlPlane,
  firstAdminToken,
  type GrpcServer,
  openControlPlane,
  openFileStore,
  openGrpcServer,
  openSigner,
  type ServerTls,
  stateProblem,
} from '../../reconciler/index.ts';
import type { ControlTiming } from '../../wire/index.ts';
import type { Io } from '../io.ts';
import { softwareVersion } from '../version.ts';
import type { ListenAddress } from './listen-address.ts';

export interface ControlPlaneSettings {
  readonly stateDir: string;
  readonly signingKeyFile: string | undefined;
  readonly organization: string;
  readonly listen: ListenAddress;
  readonly tls: ServerTls | undefined;
  readonly timing: ControlTiming;
  /** Revisions of each source whose content is kept. */
  readonly history?: number;
}

export interface RunningControlPlane {
  readonly plane: ControlPlane;
  readonly server: GrpcServer;
  /** The first admin token, when this start made it. */
  readonly adminToken: string | undefined;
  close(): Promise<void>;
}

/** A control plane over the files of a state directory, with its gRPC port open. */
export async function startControlPlane(
  settings: ControlPlaneSettings,
  io: Io,
  log: Log,
  metrics: Metrics,
): Promise<RunningControlPlane> {
  const { stateDir, signingKeyFile, organization, listen, tls, timing, history } = settings;
  const { clock, random } = io;
  const closing = new AbortController();
  const store = await openFileStore({ directory: stateDir, clock, log }).catch((error: unknown) => {
    throw stateProblem(stateDir, error);
  });
  try {
    const signer = await openSigner(stateDir, signingKeyFile);
    const plane = await openControlPlane(
      { store, signer, timing, history, softwareVersion, clock, random, log, metrics },
      closing.signal,
    );
    const adminToken = await firstAdminToken(plane.ledger, stateDir, organization, io);
    const server = await openGrpcServer(plane, { ...listen, tls }, log);
    return {
      plane,
      server,
      adminToken,
      close: async () => {
        await server.close();
        closing.abort();
        await plane.flush();
        await store.close();
      },
    };
  } catch (error) {
    closing.abort();
    await store.close();
    throw stateProblem(stateDir, error);
  }
}
