import { gatewaySettings } from '../../../src/gateway/index.ts';
import { code, page, table } from './markdown.ts';

/** The environment of a gateway. */
export function gatewaySettingsPage(): string {
  const rows = gatewaySettings.map(({ name, fallback, text }) => [
    name.split(', ').map(code).join(', '),
    text,
    fallback.replaceAll('<', '\\<'),
  ]);
  return page('Settings of the gateway', '`src/gateway/settings.ts`', [
    'A gateway is configured by environment variables, read once at its start. `reshapr gateway --check` tests them against the control plane, and exits. Names and values are those of reShapr.',
    table(['variable', 'meaning', 'default'], rows),
  ]);
}
