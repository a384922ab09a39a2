import { planTypes } from '../../../src/snapshot/index.ts';
import { code, page, table } from './markdown.ts';

const heads: Readonly<Record<keyof typeof planTypes, string>> = {
  Plan: 'The JSON form of the contract of a plan, as `reshapr plan --output json` writes it, with `endpoints`.',
  Change:
    'A manifest that changed (`type` is `manifest`: `action`, `kind`, `name`), or what clients meet (`type` is `surface`: `kind`, `class`, `about`, `names`, `endpoints`, `text`).',
  Exposure: 'What can be reached that could not, or more easily.',
  Endpoint:
    'An endpoint that there would be, touched or not. Labels are those of its group, whichever source declares that.',
  Context: 'Tokens that the tool list of an endpoint costs a model, where that changes.',
  Touched: 'The blast radius.',
  Place: 'Where something stands; `commit` is empty where it is not committed.',
  Item: 'Something that is kept, taken over or blocked, with the reason.',
};

/** What an expression of a Policy can ask of a plan. */
export function policiesPage(): string {
  return page('Policies', '`src/snapshot/policy/plan-types.ts`', [
    'A `Policy` holds an expression in [CEL](https://cel.dev) over `plan`; true means that all is well. How to write one is in [guides/plan.md](../guides/plan.md). Names and types are checked when a tree is compiled. What a plan leaves out is empty: a text `""`, a number `0`, a list without items; only `labels` has the keys that are written, so ask `has(e.labels.env)` first. An expression may take a second; one that takes longer or fails counts as broken.',
    ...Object.entries(heads).map(([name, text]) => {
      const fields = Object.entries(planTypes[name as keyof typeof planTypes]);
      const rows = fields.map(([field, type]) => [code(field), code(type)]);
      return [`## ${name === 'Plan' ? 'plan' : name}`, text, table(['field', 'type'], rows)].join('\n\n');
    }),
  ]);
}
