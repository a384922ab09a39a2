import type { ChangeClass } from './change-kind.ts';
import { accessKinds } from './kinds/access.ts';
import { answerKinds } from './kinds/answers.ts';
import { argumentKinds } from './kinds/arguments.ts';
import { artifactKinds } from './kinds/artifacts.ts';
import { endpointKinds } from './kinds/endpoints.ts';
import { toolKinds } from './kinds/tools.ts';

/** Every kind of change that a client of an MCP endpoint can meet, with its class and the reason for it. */
export const changeKinds = {
  ...endpointKinds,
  ...accessKinds,
  ...toolKinds,
  ...argumentKinds,
  ...answerKinds,
  ...artifactKinds,
} as const;

export type ChangeName = keyof typeof changeKinds;

export const changeNames = Object.keys(changeKinds) as readonly ChangeName[];

/** Worst first. */
export const changeClasses: readonly ChangeClass[] = ['breaking', 'dangerous', 'safe'];
