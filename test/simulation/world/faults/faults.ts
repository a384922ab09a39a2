import { aroundFaults } from './around.ts';
import { controlFaults } from './control.ts';
import type { Faults } from './fault.ts';
import { gatewayFaults } from './gateway.ts';
import { headerFaults } from './headers.ts';
import { networkFaults } from './network.ts';
import { storeFaults } from './store.ts';

/** Everything that can go wrong, or be done at a bad moment, by name. */
export const faults: Faults = {
  ...networkFaults,
  ...aroundFaults,
  ...gatewayFaults,
  ...controlFaults,
  ...storeFaults,
  ...headerFaults,
};
