import type { admin } from '../../wire/index.ts';
import type { Console } from './console.ts';
import { count } from './pretty-diagnostics.ts';

/** Shows a person how far each gateway is. */
export interface ProgressView {
  show(progress: admin.Progress): void;
  /** Nothing more comes; resolves when the screen is as it stays. */
  end(): Promise<void>;
}

/** For output that a machine reads. */
export const progressSilent: ProgressView = { show: () => undefined, end: () => Promise.resolve() };

/** A line for every change of a gateway and of the rollout, as a log and a pipe want it. */
export function progressLines(console: Console): ProgressView {
  const shown = new Map<string, string>();
  let stage = '';
  return {
    show: (progress) => {
      const now = stageOf(progress);
      if (now !== '' && now !== stage) console.err(now);
      if (now !== '') stage = now;
      for (const { gatewayId, state, findings } of progress.gateways) {
        if (state === 'waiting') continue;
        const text = [`  ${gatewayId}: ${state}`, ...findings.map((finding) => `    ${finding}`)].join('\n');
        if (shown.get(gatewayId) !== text) console.err(text);
        shown.set(gatewayId, text);
      }
    },
    end: () => Promise.resolve(),
  };
}

/** Where a rollout is, where it has more than one step. */
export function stageOf({ phase, wave, gateways }: admin.Progress): string {
  if (phase === 'putting-back') return 'putting back what was served before';
  const waves = [...new Set(gateways.map((gateway) => gateway.wave))].sort((a, b) => a - b);
  if (phase === 'baking') return `wave ${wave} is being watched`;
  if (phase !== 'moving' || waves.length < 2) return '';
  const own = gateways.filter((gateway) => gateway.wave === wave).length;
  return `wave ${wave}: ${count(own, 'gateway')}, ${waves.indexOf(wave) + 1} of ${count(waves.length, 'wave')}`;
}
