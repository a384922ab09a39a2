import type { Generator } from './generator.ts';
import { changesPage } from './reference/changes.ts';
import { commandsPage } from './reference/commands.ts';
import { exitCodesPage } from './reference/exit-codes.ts';
import { findingsPage } from './reference/findings.ts';
import { gatewaySettingsPage } from './reference/gateway-settings.ts';
import { manifestsPage } from './reference/manifests.ts';
import { policiesPage } from './reference/policies.ts';
import { rulesPage } from './reference/rules.ts';

const pages: Readonly<Record<string, () => string>> = {
  'changes.md': changesPage,
  'commands.md': commandsPage,
  'exit-codes.md': exitCodesPage,
  'findings.md': findingsPage,
  'gateway-settings.md': gatewaySettingsPage,
  'manifests.md': manifestsPage,
  'policies.md': policiesPage,
  'rules.md': rulesPage,
};

/** `docs/reference`: the pages that list what the program itself knows. */
export const reference: Generator = {
  name: 'reference',
  folder: 'docs/reference',
  outputs: () =>
    Promise.resolve(new Map(Object.entries(pages).map(([name, make]) => [`docs/reference/${name}`, make()]))),
};
