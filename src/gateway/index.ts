/** gateway: the data plane — its side of the stream, the MCP endpoint, backends, access control. */
export { gatewayProblems } from './all-problems.ts';
export {
  applyProxy,
  type Environment,
  type GatewayConfig,
  oauthOf,
  readGatewayConfig,
  scriptingOf,
} from './config.ts';
export { portTaken } from './problems.ts';
export { type CheckLine, checkGateway } from './serve/check.ts';
export { logStart, type NativeConnection, nativeConnection, nativeFeedOf } from './serve/native.ts';
export {
  type FeedHooks,
  type GatewayPorts,
  type RunningGateway,
  startServing,
} from './serve/start-gateway.ts';
export { gatewaySettings } from './settings.ts';
