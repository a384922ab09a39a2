import { startGateway, stepControl, stepGateway } from '../../../src/wire/index.ts';

/** The functions under test; a planted bug wraps one of them. */
export interface Machines {
  readonly startGateway: typeof startGateway;
  readonly stepGateway: typeof stepGateway;
  readonly stepControl: typeof stepControl;
}

/** The same functions that the servers run. */
export const realMachines: Machines = { startGateway, stepGateway, stepControl };
