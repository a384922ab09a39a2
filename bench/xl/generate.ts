/**
 * bench/xl: the tree that the bars of speed and memory are measured on. Every 40 manifests are one *team*:
 *
 * | kind | in a team | in 10,000 |
 * |---|---|---|
 * | Service | 4 | 1,000 |
 * | ConfigurationPlan | 10 | 2,500 |
 * | Exposition | 12 | 3,000 |
 * | Prompts, CustomTools, Resources, ToolsOutputFilters | 4, 3, 2, 2 | 1,000, 750, 500, 500 |
 * | GatewayGroup | 2 | 500 |
 * | SecretSource | 1 | 250 |
 *
 * with one Project. Each Service has an OpenAPI 3.1 spec of its own, of 4, 4, 8 or 24 operations: 6, 6, 10 and
 * 28 KB, 10,000 operations in all. Everything is YAML, one document in a file: 11,001 files, 18 MB, of which 12.8 MB
 * are specs. No two files are the same, and every team is bound to the next one by the groups it is exposed on.
 */
import { artifactFiles } from './artifacts.ts';
import { manifestFiles } from './manifests.ts';
import { specFile } from './spec.ts';
import { manifest, type Tree } from './text.ts';

/** Operations of the specs of a team, per service. */
const specSizes = [4, 4, 8, 24] as const;

const manifestsPerTeam = 40;

/** A tree of about `manifests` manifests, rounded down to whole teams, and at least two. */
export function generateXl(manifests: number): Tree {
  const teams = Math.max(2, Math.floor(manifests / manifestsPerTeam));
  const files: Record<string, string> = {
    'reshapr.yaml': manifest('Project', 'xl', ['organization: xl']),
  };
  for (let team = 0; team < teams; team++) {
    Object.assign(files, manifestFiles(team, (team + 1) % teams));
    Object.assign(files, artifactFiles(team));
    for (const [service, operations] of specSizes.entries())
      Object.assign(files, specFile(team, service, operations));
  }
  return files;
}
