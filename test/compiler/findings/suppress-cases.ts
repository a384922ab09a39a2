import { manifest, smallTree } from '../support/small-tree.ts';
import type { FindingCase } from './finding-case.ts';

const unused = (comment: string): Record<string, string> => ({ 'unused.yaml': `${comment}\na: 1\n` });
const unusedFile =
  'RSH3022 unused.yaml:1:1 no manifest, and no Service refers to it → add apiVersion and kind if it should be a manifest';
const project = (suppressions: string): Record<string, string> => ({
  'reshapr.yaml': `${smallTree['reshapr.yaml']}  suppressions:\n    - ${suppressions}\n`,
});

/** Findings about suppressions. */
export const suppressCases: readonly FindingCase[] = [
  {
    code: 'RSH3050',
    files: unused('# reshapr-ignore RSH3022'),
    said: [
      unusedFile,
      'RSH3050 unused.yaml:1:1 this does not say why RSH3022 may be ignored, and has no effect → write the reason after a colon: reshapr-ignore RSH3022: <reason>',
    ],
  },
  {
    code: 'RSH3050',
    what: 'with a colon and blanks',
    files: unused('# reshapr-ignore RSH3022:   '),
    said: [
      unusedFile,
      'RSH3050 unused.yaml:1:1 this does not say why RSH3022 may be ignored, and has no effect → write the reason after a colon: reshapr-ignore RSH3022: <reason>',
    ],
  },
  {
    code: 'RSH3051',
    files: unused('# reshapr-ignore RSH3022, RSH30222: kept for later'),
    said: [
      "RSH3051 unused.yaml:1:1 there is no finding RSH30222 → did you mean 'RSH3022', 'RSH3002' or 'RSH3012'?",
    ],
  },
  {
    code: 'RSH3051',
    what: 'in reshapr.yaml',
    files: project('{ code: unused, file: plan.yaml, reason: later }'),
    said: ['RSH3051 reshapr.yaml:8:15 there is no finding unused → list them with `reshapr explain`'],
  },
  {
    code: 'RSH3052',
    files: {
      'exposition.yaml': (smallTree['exposition.yaml'] ?? '').replace(
        'name: Orders }',
        'name: Ordres } # reshapr-ignore RSH3004: not now',
      ),
    },
    said: [
      "RSH3004 exposition.yaml:5:12 there is no Service 'Ordres' → did you mean 'Orders'?",
      'RSH3052 exposition.yaml:5:29 RSH3004 is an error and cannot be suppressed → remove the suppression and correct what RSH3004 reports',
    ],
  },
  {
    code: 'RSH3052',
    what: 'in reshapr.yaml',
    files: project('{ code: RSH3004, file: plan.yaml, reason: later }'),
    said: [
      'RSH3052 reshapr.yaml:8:15 RSH3004 is an error and cannot be suppressed → remove the suppression and correct what RSH3004 reports',
    ],
  },
  {
    code: 'RSH3053',
    files: { 'plan.yaml': `${smallTree['plan.yaml']}# reshapr-ignore RSH3022: nothing follows\n` },
    said: [
      'RSH3053 plan.yaml:7:1 there is no RSH3022 here to be ignored → remove the suppression, or put it on or above the line that the finding names',
    ],
  },
  {
    code: 'RSH3053',
    what: 'in reshapr.yaml',
    files: project('{ code: RSH3022, file: plan.yaml, reason: later }'),
    said: [
      'RSH3053 reshapr.yaml:8:15 there is no RSH3022 in plan.yaml to be ignored → remove the suppression, or put it on or above the line that the finding names',
    ],
  },
  {
    code: 'RSH3054',
    files: unused('# reshapr-ignore'),
    said: [
      unusedFile,
      'RSH3054 unused.yaml:1:1 this does not say what to ignore → write reshapr-ignore, a code, a colon and the reason: reshapr-ignore RSH3018: <reason>',
    ],
  },
  {
    code: 'RSH3054',
    what: 'with a reason only',
    files: unused('#reshapr-ignore : some day'),
    said: [
      unusedFile,
      'RSH3054 unused.yaml:1:1 this does not say what to ignore → write reshapr-ignore, a code, a colon and the reason: reshapr-ignore RSH3018: <reason>',
    ],
  },
  {
    code: 'RSH3055',
    files: project('{ code: RSH3022, file: plans.yaml, reason: later }'),
    said: ["RSH3055 reshapr.yaml:8:30 there is no file plans.yaml in the tree → did you mean 'plan.yaml'?"],
  },
  {
    code: 'RSH3055',
    what: 'with nothing near',
    files: project('{ code: RSH3022, file: archive/2019/old-api.json, reason: later }'),
    said: [
      'RSH3055 reshapr.yaml:8:30 there is no file archive/2019/old-api.json in the tree → write its path from the root of the tree, or remove the suppression',
    ],
  },
  {
    code: 'RSH3056',
    files: {
      'reshapr.yaml': manifest(
        'Project',
        'shop',
        'organization: acme\nrules:\n  RSH6060: off\n  undescribed-tool: off',
      ),
    },
    said: [
      'RSH3056 reshapr.yaml:8:5 undescribed-tool has a severity already, by its code or its name (RSH6060) → keep one of the two',
    ],
  },
  {
    code: 'RSH3056',
    what: 'by the name first',
    files: {
      'reshapr.yaml': manifest(
        'Project',
        'shop',
        'organization: acme\nrules: { undescribed-tool: off, RSH3022: off, RSH6060: off }',
      ),
    },
    said: [
      'RSH3056 reshapr.yaml:6:49 RSH6060 has a severity already, by its code or its name (RSH6060) → keep one of the two',
    ],
  },
];
