import { type Diagnostic, didYouMean, fileStart, finding } from '../../../kernel/index.ts';
import type { SpecIdentity } from '../importer.ts';
import { noService, severalServices } from './diagnostics.ts';
import type { ProtoService } from './model.ts';

/** The name and version that reShapr gives a service: its full name, and what its package ends in. */
export function identityOf(service: ProtoService): SpecIdentity {
  const segments = service.package === '' ? [] : service.package.split('.');
  const version = segments.length > 2 ? segments.at(-1) : service.package;
  return { name: service.name, version: version === '' ? undefined : version };
}

/** The one service of a file, or the one that the Service manifest names. */
export function chooseService(
  services: readonly ProtoService[],
  name: string,
  file: string,
): ProtoService | Diagnostic {
  const [only, second] = services;
  if (only === undefined) return finding(noService, {}, { file, range: fileStart });
  if (second === undefined) return only;
  const chosen = services.find((each) => each.name === name) ?? onlyOne(services, name);
  if (chosen !== undefined) return chosen;
  const names = services.map((each) => each.name);
  const suggestion = didYouMean(name, [...names, ...names.map(lastOf)]);
  return finding(severalServices, { name, services: names.join(', '), suggestion }, second.at);
}

function onlyOne(services: readonly ProtoService[], name: string): ProtoService | undefined {
  const found = services.filter((each) => lastOf(each.name) === name);
  return found.length === 1 ? found[0] : undefined;
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
