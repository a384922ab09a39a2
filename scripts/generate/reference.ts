import type { Generator } from './generator.ts';
import { changesPage } from './reference/changes.ts';
import { commandsPage } from './reference/commands.ts';
import { conformancePage } from './reference/conformance.ts';
import { exitCodesPage } from './reference/exit-codes.ts';
import { findingsPage } from './reference/findings.ts';
import { gatewaySettingsPage } from './reference/gateway-settings.ts';
import { manifestsPage } from './reference/manifests.ts';
import { policiesPage } from './reference/policies.ts';
import { rulesPage } from './reference/rules.ts';

const pages: Readonly<Record<string, () => string | Promise<string>>> = {
  'changes.md': changesPage,
  'commands.md': commandsPage,
  'conformance.md': conformancePage,
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
  outputs: async () => {
    const made = Object.entries(pages).map(
      async ([name, make]): Promise<[string, string]> => [`docs/reference/${name}`, await make()],
    );
    return new Map(await Promise.all(made));
  },
};
