import type { Announced } from '../../surface/surface.ts';

/** The notification of a change, by what changed ("List Changed Notification"). */
export const changeMethods: Readonly<Record<Announced, string>> = {
  tools: 'notifications/tools/list_changed',
  prompts: 'notifications/prompts/list_changed',
  resources: 'notifications/resources/list_changed',
};
