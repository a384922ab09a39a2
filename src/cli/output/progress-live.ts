import { Listr, type ListrTask } from 'listr2';
import type { admin } from '../../wire/index.ts';
import { type ProgressView, stageOf } from './progress-view.ts';

/** One gateway's line on the screen. */
interface Slot {
  say(progress: admin.GatewayProgress): void;
  /** Nothing more comes of it. */
  end(): void;
}

/** On a terminal: a line for the wave and one for each gateway, changed in place. */
export function progressLive(): ProgressView {
  const slots = new Map<string, Slot>();
  const stage = stageTask();
  let running: Promise<unknown> | undefined;
  return {
    show: (progress) => {
      const { gateways } = progress;
      running ??= start(gateways, stageOf(progress) === '' ? [] : [stage.task], slots);
      stage.say(stageOf(progress));
      for (const gateway of gateways) slots.get(gateway.gatewayId)?.say(gateway);
    },
    end: async () => {
      stage.end();
      for (const slot of slots.values()) slot.end();
      await running;
    },
  };
}

/** The line that says which wave is moved or watched. */
function stageTask(): { readonly task: ListrTask; say(stage: string): void; end(): void } {
  let latest = '';
  let changed: () => void = () => undefined;
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    task: {
      title: 'rollout',
      task: (_, task) => {
        changed = () => {
          if (latest !== '') task.title = latest;
        };
        changed();
        return over;
      },
    },
    say: (stage) => {
      latest = stage;
      changed();
    },
    end: () => end(),
  };
}

function start(
  gateways: readonly admin.GatewayProgress[],
  first: readonly ListrTask[],
  slots: Map<string, Slot>,
): Promise<unknown> {
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
            task.title = `${gatewayId}: ${state === 'waiting' ? `waiting for wave ${latest.wave}` : state}`;
            if (findings.length > 0) task.output = findings.join('\n');
            if (state === 'gone') task.skip();
            if (state === 'active' || state === 'gone' || state === 'back') resolve();
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
  return new Listr([...first, ...tasks], options).run();
}
