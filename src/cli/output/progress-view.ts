import type { admin } from '../../wire/index.ts';
import type { Console } from './console.ts';

/** Shows a person how far each gateway is. */
export interface ProgressView {
  show(progress: admin.Progress): void;
  /** Nothing more comes; resolves when the screen is as it stays. */
  end(): Promise<void>;
}

/** For output that a machine reads. */
export const progressSilent: ProgressView = { show: () => undefined, end: () => Promise.resolve() };

/** A line for every change of a gateway, as a log and a pipe want it. */
export function progressLines(console: Console): ProgressView {
  const shown = new Map<string, string>();
  return {
    show: ({ gateways }) => {
      for (const { gatewayId, state, findings } of gateways) {
        const text = [`  ${gatewayId}: ${state}`, ...findings.map((finding) => `    ${finding}`)].join('\n');
        if (shown.get(gatewayId) !== text) console.err(text);
        shown.set(gatewayId, text);
      }
    },
    end: () => Promise.resolve(),
  };
}
