import { didYouMean, finding, type Location } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import {
  commonUri,
  isTemplateFault,
  type Patience,
  parseUriTemplate,
  type TemplateLanguage,
  templateLanguage,
  uriMatcher,
} from '../../snapshot/index.ts';
import { type BoundPlan, coordinates } from '../bind/bound.ts';
import type { AttachedArtifact } from '../bind/manifests.ts';
import { planName } from '../bind/plans.ts';
import type { Context } from '../context.ts';
import type { SealedTool } from '../stages/seal-spec.ts';
import { includedArtifacts } from './artifacts.ts';
import {
  overlappingTemplates,
  resourceInTemplate,
  shownToolNotOffered,
  shownTwice,
  unknownShownTool,
} from './resource-diagnostics.ts';
import { isInterface, shownTools } from './shown-tools.ts';

type Resources = ManifestOf<'Resources'>;

/** The tools that a resource may name: those of the plan, and those that there are at all. */
export interface NameableTools {
  readonly offered: readonly Pick<SealedTool, 'name' | 'operation'>[];
  /** Of the service, whatever any plan selects. */
  readonly known: readonly Pick<SealedTool, 'name' | 'operation'>[];
  /** Whether the tools of the service could be read; if not, that was reported. */
  readonly isRead: boolean;
}

/** Reports resources of a plan that get into each other's way, and tools that they show and the plan does not have. */
export function checkResourcesOfPlan(
  plan: BoundPlan,
  attached: readonly AttachedArtifact[],
  tools: NameableTools,
  context: Context,
): void {
  const artifacts = includedArtifacts(plan, attached).filter(
    (each): each is Resources => each.kind === 'Resources',
  );
  if (artifacts.length === 0) return;
  if (tools.isRead) checkShownTools(plan, artifacts, tools, context);
  checkOverlaps(artifacts, context);
}

function checkShownTools(
  plan: BoundPlan,
  artifacts: readonly Resources[],
  { offered, known }: NameableTools,
  context: Context,
): void {
  const offeredNames = new Set(offered.map(({ name }) => name));
  const knownNames = new Set(known.map(({ name }) => name));
  const shown = new Map<string, { readonly uri: string; readonly at: Location }>();
  for (const artifact of artifacts)
    for (const [uri, resource] of Object.entries(artifact.spec.resources ?? {})) {
      if (!isInterface(uri)) continue;
      for (const { tool, path } of shownTools(resource)) {
        const at = artifact.at(
          ['resources', uri, ...path],
          typeof path.at(-1) === 'string' ? 'key' : 'value',
        );
        const first = shown.get(tool);
        if (first !== undefined && first.uri !== uri) {
          const related = { ...first.at, message: 'here' };
          const problem = { tool, plan: planName(plan), uri: first.uri };
          context.report(finding(shownTwice, problem, at, [related]));
        } else shown.set(tool, { uri, at });
        if (offeredNames.has(tool)) continue;
        if (knownNames.has(tool)) {
          context.report(finding(shownToolNotOffered, { tool, plan: planName(plan) }, at));
          continue;
        }
        const meant = known.find(({ operation }) => operation === tool);
        const suggestion = meant === undefined ? didYouMean(tool, knownNames) : `write ${meant.name}`;
        context.report(
          finding(unknownShownTool, { tool, service: coordinates(plan.service), suggestion }, at),
        );
      }
    }
}

interface LocatedTemplate {
  readonly template: string;
  readonly language: TemplateLanguage;
  readonly at: Location;
}

/** Steps that all comparisons of one plan may take together; with thousands of templates the last ones are not compared. */
const steps = 100_000;

/** In the order in which a gateway tries them. */
function checkOverlaps(artifacts: readonly Resources[], context: Context): void {
  const templates = artifacts.flatMap((artifact) =>
    Object.keys(artifact.spec.resourceTemplates ?? {}).flatMap((template): LocatedTemplate[] => {
      const parsed = parseUriTemplate(template);
      if (isTemplateFault(parsed)) return [];
      const at = artifact.at(['resourceTemplates', template], 'key');
      return [{ template, language: templateLanguage(parsed), at }];
    }),
  );
  const patience: Patience = { steps };
  templates.forEach(({ template, language, at }, index) => {
    for (const earlier of templates) {
      if (earlier === templates[index]) break;
      if (patience.steps <= 0) return;
      patience.steps--;
      // The same key in two artifacts is reported as such; the narrower one first is as it should be.
      if (earlier.template === template || earlier.language.literal > language.literal) continue;
      const uri = commonUri(earlier.language, language, patience);
      if (uri === undefined) continue;
      const related = { ...earlier.at, message: 'this one comes first' };
      context.report(
        finding(overlappingTemplates, { template, other: earlier.template, uri }, at, [related]),
      );
      break;
    }
  });
  const matchers = templates.map(({ template }) => ({ template, matches: uriMatcher(template) }));
  for (const artifact of artifacts)
    for (const uri of Object.keys(artifact.spec.resources ?? {})) {
      const found = matchers.find(({ template, matches }) => {
        if (patience.steps <= 0) return false;
        patience.steps -= template.length;
        return matches(uri) !== undefined;
      });
      if (found === undefined) continue;
      const at = artifact.at(['resources', uri], 'key');
      context.report(finding(resourceInTemplate, { uri, template: found.template }, at));
    }
}
