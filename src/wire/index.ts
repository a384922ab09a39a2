/** wire: the generated gRPC code, and the pure protocol machines that both ends share. */
export {
  type AdminClient,
  type admin,
  adminClient,
  adminService,
  problemOf,
  problemStatus,
} from './admin.ts';
export { type Arrived, type Assembler, assembler } from './codec/assemble.ts';
export { decodeToControl, encodeToControl } from './codec/to-control.ts';
export { decodeToGateway, encodePut, encodeToGateway } from './codec/to-gateway.ts';
export type { ControlEffect, ControlEvent, Observation } from './control-machine/events.ts';
export {
  type Base,
  type ControlTiming,
  controlTimingOf,
  type Desired,
  defaultControlTiming,
  type PeerFacts,
  type PeerState,
} from './control-machine/state.ts';
export { type ControlStep, stepControl } from './control-machine/step.ts';
export { digestsInUse } from './gateway-machine/digests-in-use.ts';
export {
  type GatewayEffect,
  type GatewayEvent,
  type Verification,
  viewFinding,
} from './gateway-machine/events.ts';
export {
  type ActiveView,
  defaultGatewayTiming,
  type EntryList,
  type GatewayIdentity,
  type GatewayState,
  type GatewayTiming,
} from './gateway-machine/state.ts';
export { type GatewayStep, startGateway, stepGateway } from './gateway-machine/step.ts';
export type {
  GroupSizes,
  Hello,
  Intent,
  RefuseReason,
  SigningKey,
  ToControl,
  ToGateway,
  ViewRef,
  Welcome,
} from './messages.ts';
export { sameRef } from './messages.ts';
export { pieceCollector, piecesOf } from './object-pieces.ts';
export {
  type ConnectRequest,
  type ConnectResponse,
  encodeResponse,
  type SnapshotClient,
  snapshotClient,
  snapshotService,
} from './service.ts';
export { type TlsChannel, tlsChannel } from './tls-channel.ts';
export { type Unreachable, type UnreachableKind, unreachable } from './unreachable.ts';
