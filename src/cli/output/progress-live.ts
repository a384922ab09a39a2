import { Listr, type ListrTask } from 'listr2';
import type { admin } from '../../wire/index.ts';
import type { ProgressView } from './progress-view.ts';

/** One gateway's line on the screen. */
interface Slot {
  say(progress: admin.GatewayProgress): void;
  /** Nothing more comes of it. */
  end(): void;
}

/** On a terminal: a line for each gateway, changed in place. */
export function progressLive(): ProgressView {
  const slots = new Map<string, Slot>();
  let running: Promise<unknown> | undefined;
  return {
    show: ({ gateways }) => {
      running ??= start(gateways, slots);
      for (const gateway of gateways) slots.get(gateway.gatewayId)?.say(gateway);
    },
    end: async () => {
      for (const slot of slots.values()) slot.end();
      await running;
    },
  };
}

function start(gateways: readonly admin.GatewayProgress[], slots: Map<string, Slot>): Promise<unknown> {
  const tasks = gateways.map(({ gatewayId }): ListrTask => {
    let latest: admin.GatewayProgress | undefined;
    let changed: () => void = () => undefined;
    let over = false;
    slots.set(gatewayId, {
      say: (progress) => {
        latest = progress;
        changed();
      },
      end: () => {
        over = true;
        changed();
      },
    });
    return {
      title: gatewayId,
      task: (_, task) =>
        new Promise<void>((resolve, reject) => {
          changed = () => {
            if (latest === undefined) return;
            const { state, findings } = latest;
            task.title = `${gatewayId}: ${state}`;
            if (findings.length > 0) task.output = findings.join('\n');
            if (state === 'gone') task.skip();
            if (state === 'active' || state === 'gone') resolve();
            else if (state === 'rejected' || over) reject(new Error([task.title, ...findings].join(': ')));
          };
          changed();
        }),
    };
  });
  const options = {
    concurrent: true,
    exitOnError: false,
    registerSignalListeners: false,
    rendererOptions: { collapseErrors: false, showErrorMessage: true },
  } as const;
  return new Listr(tasks, options).run();
}
