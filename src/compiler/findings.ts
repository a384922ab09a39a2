import type { FindingKind } from '../kernel/index.ts';
import * as access from './bind/access-diagnostics.ts';
import * as credentials from './bind/credential-diagnostics.ts';
import * as bind from './bind/diagnostics.ts';
import * as headers from './bind/header-diagnostics.ts';
import * as policies from './bind/policy-diagnostics.ts';
import * as renames from './bind/rename-diagnostics.ts';
import * as customTools from './compose/custom-tools/diagnostics.ts';
import * as compose from './compose/diagnostics.ts';
import * as filters from './compose/output-filters/diagnostics.ts';
import * as prompts from './compose/prompt-diagnostics.ts';
import * as resources from './compose/resource-diagnostics.ts';
import * as scripts from './compose/scripts/diagnostics.ts';
import * as importers from './importers/diagnostics.ts';
import * as graphql from './importers/graphql/diagnostics.ts';
import * as openapi from './importers/openapi/diagnostics.ts';
import * as protobuf from './importers/protobuf/diagnostics.ts';
import { ruleFindings } from './rules/index.ts';
import * as suppress from './suppress/diagnostics.ts';

/** Every finding that this room reports, for `reshapr explain` and the reference page. */
export const compilerFindings = [
  ...Object.values(bind),
  ...Object.values(access),
  ...Object.values(credentials),
  ...Object.values(headers),
  ...Object.values(policies),
  ...Object.values(renames),
  ...Object.values(importers),
  ...Object.values(openapi),
  ...Object.values(graphql),
  ...Object.values(protobuf),
  ...Object.values(compose),
  ...Object.values(prompts),
  ...Object.values(resources),
  ...Object.values(customTools),
  ...Object.values(filters),
  ...Object.values(scripts),
  ...ruleFindings,
  ...Object.values(suppress),
] as readonly FindingKind<never>[];
