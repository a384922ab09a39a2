/** gateway: the data plane — its side of the stream, the MCP endpoint, backends, access control. */
export { gatewayProblems } from './all-problems.ts';
export { openAuditSink } from './audit/open-sink.ts';
export { oauthOf, readServingConfig, type ServingConfig, scriptingOf } from './config/serving.ts';
export type { Environment } from './config/values.ts';
export { applyProxy, type GatewayConfig, readGatewayConfig } from './config.ts';
export { portTaken } from './problems.ts';
export { type CheckLine, checkGateway } from './serve/check.ts';
export { logStart, type NativeConnection, nativeConnection, nativeFeedOf } from './serve/native.ts';
export {
  type FeedHooks,
  type GatewayPorts,
  type GatewayTracing,
  type RunningGateway,
  startServing,
} from './serve/start-gateway.ts';
export { gatewaySettings } from './settings.ts';
export { bundleFeedOf } from './standalone/bundle-feed.ts';
export { checkBundle } from './standalone/check-bundle.ts';
export { type BundleTrust, bundleTrust } from './standalone/trust.ts';
