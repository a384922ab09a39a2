import type { Hello, Welcome } from '../../wire/index.ts';
import type { ControlPlane } from '../control-plane.ts';
import type { Token } from '../state/state.ts';

/** Tells a gateway that only asks which groups it matches and which endpoints it would serve. */
export function checkAnswer(plane: ControlPlane): (hello: Hello, token: Token) => Promise<Welcome> {
  return async ({ labels }, { organization, groups: allowed }) => {
    const deployment = await plane.deployments.current(organization);
    const groups = plane.deployments.groupsOf(deployment, labels, allowed);
    const endpoints = deployment.deployed.entries
      .filter(({ kind }) => kind === 'exposition')
      .map(({ digest }) => deployment.open('exposition', digest))
      .filter(({ group }) => groups.includes(group))
      .map(({ id, name, tools, access }) => ({
        path: name === undefined ? `/mcp/${id}` : `/mcp/${organization}/${name}`,
        tools: tools.length,
        access: access.type,
      }));
    return {
      type: 'welcome',
      organization,
      groups,
      beatIntervalMs: 0,
      keys: [],
      inventoryWanted: false,
      softwareVersion: plane.softwareVersion,
      nowMs: plane.clock.now(),
      endpoints,
    };
  };
}
