/** reconciler: desired against observed — the control plane, its store, plans and revisions, its side of the stream. */

export { otherOrganization } from './admin/problems.ts';
export { reconcilerProblems } from './all-problems.ts';
export { type Audit, type AuditFilter, auditOf, readAudit } from './audit/read-audit.ts';
export { type BackupFacts, restoreBackup, writeBackup } from './backup/backup-file.ts';
export { type ControlPlane, openControlPlane } from './control-plane.ts';
export { deployedOrigin, ownOrigin } from './deploy/check-policies.ts';
export { type ManifestList, manifestListBytes, parseManifestList } from './deploy/manifest-list.ts';
export { notKept } from './deploy/problems.ts';
export type { HttpServer } from './http-server.ts';
export { adminTokenFile, firstAdminToken, openSigner, stateProblem } from './installation.ts';
export { localTls, openHttpServer } from './on-demand.ts';
export { type Basis, neededOfOthers, servicesOf } from './ownership/deployed-sources.ts';
export { withoutManifests } from './ownership/holdings.ts';
export { unknownSource } from './ownership/problems.ts';
export { removalsOf } from './ownership/removals.ts';
export { type ResolvedHead, resolveHead } from './ownership/resolve-head.ts';
export { filesOf, withCommits } from './plan/commits.ts';
export {
  type Contract,
  contractDigest,
  contractSchema,
  type Exposure,
  type PlanChange,
  type PlanPlace,
  type SurfacePlanChange,
} from './plan/contract.ts';
export { makePlan, type PlanInput, type PlanSide } from './plan/make-plan.ts';
export { type ObservedGateway, observe } from './plan/observe.ts';
export { endpointsOf, type PlanEndpoint, planEndpointSchema } from './plan/plan-endpoints.ts';
export {
  denials,
  judge,
  judging,
  type PolicyVerdict,
  policiesOf,
  refuseDenied,
  type StandingPolicy,
  verdictSchema,
} from './plan/policies.ts';
export { unknownRevision } from './plan/problems.ts';
export { refuseBlocked } from './plan/refuse-blocked.ts';
export { progressOf } from './rollout/progress.ts';
export { type GrpcServer, openGrpcServer, readTls } from './server.ts';
export { openFileStore } from './store/file-store.ts';
export type { Role } from './store/records.ts';
export type { Store } from './store/store.ts';
export { applyHead, type CompiledHead } from './sync/apply-head.ts';
export { type SyncedSource, syncSource } from './sync/sync-source.ts';
export type { LocalTls, ServerTls } from './tls/local-ca.ts';
export { createToken, type ValidityDays } from './tokens/tokens.ts';
