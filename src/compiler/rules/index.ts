import type { FindingKind } from '../../kernel/index.ts';
import { clearTextIssuer } from './access/clear-text-issuer.ts';
import { emptyPermission } from './access/empty-permission.ts';
import { openDestruction } from './access/open-destruction.ts';
import { openReads } from './access/open-reads.ts';
import { openWrites } from './access/open-writes.ts';
import { sharedKeys } from './access/shared-keys.ts';
import { sharedLists } from './access/shared-lists.ts';
import { uncheckedAudience } from './access/unchecked-audience.ts';
import { clearTextCredential } from './backend/clear-text-credential.ts';
import { clearTextTokenEndpoint } from './backend/clear-text-token-endpoint.ts';
import { elicitationWithoutOauth } from './backend/elicitation-without-oauth.ts';
import { loopbackInProduction } from './backend/loopback-in-production.ts';
import { missingCredential } from './backend/missing-credential.ts';
import { otherBasePath } from './backend/other-base-path.ts';
import { retryWithoutTime } from './backend/retry-without-time.ts';
import { timeoutInSeconds } from './backend/timeout-in-seconds.ts';
import { sharedServiceUrl } from './endpoints/shared-service-url.ts';
import { groupWithoutLabels } from './groups/group-without-labels.ts';
import { limitWithoutBake } from './groups/limit-without-bake.ts';
import { oddLabel } from './groups/odd-label.ts';
import { sameLabels } from './groups/same-labels.ts';
import { nearlyTheTitle } from './identity/nearly-the-title.ts';
import { otherVersion } from './identity/other-version.ts';
import { repeatedKey } from './keys/repeated-key.ts';
import { sharedKey } from './keys/shared-key.ts';
import { wellKnownKey } from './keys/well-known-key.ts';
import type { Example, Rule } from './rule.ts';
import { likelyCredential } from './secrets/likely-credential.ts';
import { unresolvedReference } from './secrets/unresolved-reference.ts';
import { writtenCredential } from './secrets/written-credential.ts';
import { hiddenButCalled } from './selection/hidden-but-called.ts';
import { hiddenCustomTools } from './selection/hidden-custom-tools.ts';
import { ignoredExclusion } from './selection/ignored-exclusion.ts';
import { leftOutByService } from './selection/left-out-by-service.ts';
import { listedEverything } from './selection/listed-everything.ts';
import { repeatedSelection } from './selection/repeated-selection.ts';
import { unknownPermission } from './selection/unknown-permission.ts';
import { deprecatedOperation } from './tools/deprecated-operation.ts';
import { descriptionLength } from './tools/description-length.ts';
import { largeSurface } from './tools/large-surface.ts';
import { similarDescriptions } from './tools/similar-descriptions.ts';
import { undescribedTool } from './tools/undescribed-tool.ts';
import { unexplainedArguments } from './tools/unexplained-arguments.ts';
import { unusedArtifact } from './unused/unused-artifact.ts';
import { unusedExternalGroup } from './unused/unused-external-group.ts';
import { unusedGroup } from './unused/unused-group.ts';
import { unusedPlan } from './unused/unused-plan.ts';
import { unusedSecret } from './unused/unused-secret.ts';
import { unusedService } from './unused/unused-service.ts';

/** Every rule, in the order of codes. */
export const rules: readonly Rule[] = [
  openWrites,
  openReads,
  openDestruction,
  uncheckedAudience,
  clearTextIssuer,
  ignoredExclusion,
  repeatedSelection,
  listedEverything,
  leftOutByService,
  hiddenCustomTools,
  hiddenButCalled,
  unknownPermission,
  unusedService,
  unusedPlan,
  unusedGroup,
  unusedSecret,
  unusedArtifact,
  unusedExternalGroup,
  sharedServiceUrl,
  groupWithoutLabels,
  sameLabels,
  oddLabel,
  limitWithoutBake,
  clearTextCredential,
  loopbackInProduction,
  missingCredential,
  elicitationWithoutOauth,
  timeoutInSeconds,
  otherBasePath,
  repeatedKey,
  sharedKey,
  wellKnownKey,
  sharedKeys,
  emptyPermission,
  sharedLists,
  undescribedTool,
  similarDescriptions,
  descriptionLength,
  largeSurface,
  deprecatedOperation,
  unexplainedArguments,
  writtenCredential,
  likelyCredential,
  unresolvedReference,
  retryWithoutTime,
  clearTextTokenEndpoint,
  otherVersion,
  nearlyTheTitle,
];

/** The findings of rules, for `reshapr explain` and for severities. */
export const ruleFindings: readonly FindingKind<never>[] = rules.map(({ kind }) => kind);

/** What the rules page says of a rule. */
export interface RuleEntry {
  readonly code: string;
  readonly name: string;
  readonly severity: FindingKind<never>['severity'];
  readonly title: string;
  readonly docs: string;
  /** Codes of findings that its examples have besides, because gateways do not serve what they need yet. */
  readonly also: readonly string[];
  readonly bad: Example;
  readonly good: Example;
}

/** Every rule with its documentation and examples, by code. */
export function ruleCatalogue(): readonly RuleEntry[] {
  return rules.map(({ name, kind: { code, severity, title, help }, also = [], bad, good }) => ({
    code,
    name,
    severity,
    title,
    docs: help,
    also,
    bad,
    good,
  }));
}
