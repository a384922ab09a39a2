import type { ControlEvent, GatewayEvent } from '../../../src/wire/index.ts';
import { type Machines, realMachines } from '../world/machines.ts';

/** A mistake that somebody could make in a machine, put around the real one. */
export interface PlantedBug {
  readonly name: string;
  /** The rule of the design (section 7) that it breaks. */
  readonly rule: string;
  /** Machines with the mistake; made anew for each schedule. */
  plant(): Machines;
}

type StepGateway = Machines['stepGateway'];
type StepControl = Machines['stepControl'];
type GatewayState = Parameters<StepGateway>[0];
type PeerState = Parameters<StepControl>[0];

/** A mistake of the gateway: it is shown the state and the event before the machine, and the step after it. */
export function gatewayBug(
  name: string,
  rule: string,
  step: (real: StepGateway, state: GatewayState, event: GatewayEvent) => ReturnType<StepGateway>,
): PlantedBug {
  return {
    name,
    rule,
    plant: () => ({
      ...realMachines,
      stepGateway: (state, event) => step(realMachines.stepGateway, state, event),
    }),
  };
}

/** A mistake of the control plane. */
export function controlBug(
  name: string,
  rule: string,
  step: (
    real: StepControl,
    state: PeerState,
    event: ControlEvent,
    timing: Parameters<StepControl>[2],
  ) => ReturnType<StepControl>,
): PlantedBug {
  return {
    name,
    rule,
    plant: () => ({
      ...realMachines,
      stepControl: (state, event, timing) => step(realMachines.stepControl, state, event, timing),
    }),
  };
}
