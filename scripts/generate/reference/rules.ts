import { differing } from '../../../src/cli/explain/catalogue.ts';
import { type RuleEntry, ruleCatalogue } from '../../../src/compiler/index.ts';
import { code, page, table } from './markdown.ts';

/** The rules, each with an example of what it reports and of what it does not. */
export function rulesPage(): string {
  const all = ruleCatalogue();
  return page('Rules', 'the rules of `src/compiler/rules`', [
    'A rule reports what leaves a tree valid and is most likely not meant. Every rule runs over every tree. What a rule reports can be given another severity in `reshapr.yaml`, by the code or the name of the rule, unless it is an error by nature:',
    '```yaml\nspec:\n  organization: acme\n  rules:\n    undescribed-tool: error\n    RSH6010: off\n```',
    'One finding is suppressed where it stands, with a reason; in files that take no comments (JSON), or that are not yours to edit, by `suppressions` of `reshapr.yaml`:',
    '```yaml\n    get:  # reshapr-ignore undescribed-tool: the vendor writes this spec\n```',
    '```yaml\nspec:\n  suppressions:\n    - code: undescribed-tool\n      file: specs/vendor.json\n      reason: the vendor writes this spec\n```',
    'A comment holds for its own line or, alone on a line, for the next line that is no comment. Examples are files laid over a small tree: a Service `Orders` with two operations, a ConfigurationPlan `all`, a GatewayGroup `default`, and an Exposition of them. All other findings are in [findings.md](findings.md).',
    table(
      ['code', 'name', 'severity', 'title'],
      all.map(({ code: id, name, severity, title }) => [`[${id}](#${name})`, code(name), severity, title]),
    ),
    ...all.map(part),
  ]);
}

function part({ code: id, name, severity, title, docs, bad, good }: RuleEntry): string {
  const fixed = severity === 'error' ? ', cannot be lowered' : '';
  return [
    `## ${name}`,
    `**${title}** (${id}, ${severity}${fixed}). ${docs}`,
    'Reported:',
    ...blocks(bad),
    'Not reported:',
    ...blocks(differing(good, bad)),
  ].join('\n\n');
}

function blocks(files: RuleEntry['bad']): string[] {
  return Object.entries(files).map(([file, text]) => {
    const language = file.slice(file.lastIndexOf('.') + 1);
    return `\`\`\`${language}\n# ${file}\n${text.trimEnd()}\n\`\`\``;
  });
}
