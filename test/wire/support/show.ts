import { headerOf } from '../../../src/snapshot/index.ts';
import type { ControlEffect, GatewayEffect, ToControl, ToGateway } from '../../../src/wire/index.ts';
import { showRef } from './views.ts';

/** Messages and effects in a line each, so that tests read as tables. */
export function showMessage(message: ToGateway | ToControl): string {
  switch (message.type) {
    case 'hello':
      return `hello ${message.gatewayId} has ${showRef(message.active)}`;
    case 'inventory':
      return `inventory ${message.digests.length}${message.last ? '' : ' more'}`;
    case 'verdict':
      return message.status === 'rejected'
        ? `verdict ${message.transaction} rejected ${message.permanent ? 'permanent' : 'transient'} ${codes(message.findings)}`
        : `verdict ${message.transaction} ${message.status} ${showRef(message.view)}`;
    case 'beat':
      return `beat ${message.number} ${showRef(message.active)}`;
    case 'goodbye':
      return `goodbye ${message.reason}`;
    case 'welcome':
      return message.inventoryWanted ? 'welcome, inventory wanted' : 'welcome';
    case 'intent':
      return `intent ${message.mode} ${message.reason} +${message.puts} -${message.removes}`;
    case 'put':
      return `put ${message.entry.name}${message.held ? ' held' : ''}`;
    case 'remove':
      return `remove ${message.objects.map(({ name }) => name).join(' ')}`;
    case 'activate':
      return `activate ${showRef({ ...headerOf(message.envelope), digest: '' })}`;
    case 'beatAck':
      return `ack ${message.number}`;
    case 'refuse':
      return `refuse ${message.reason}`;
  }
}

export function showControl(effect: ControlEffect): string {
  switch (effect.type) {
    case 'send':
      return showMessage(effect.message);
    case 'ask-writable':
      return 'ask-writable';
    case 'close':
      return `close ${effect.stream}`;
    case 'outrun':
      return `outrun ${showRef(effect.active)}`;
    case 'observe':
      return `(${effect.what.type})`;
  }
}

export function showGateway(effect: GatewayEffect): string {
  switch (effect.type) {
    case 'send':
      return showMessage(effect.message);
    case 'hang-up':
    case 'connect':
    case 'persist':
    case 'discard':
    case 'wipe':
    case 'welcomed':
      return effect.type;
    case 'verify':
      return `verify ${[...effect.entries.values()].map(({ name }) => name).join(' ')}`.trim();
    case 'build':
    case 'swap':
      return `${effect.type} ${showRef({ ...effect.header, digest: '' })}`;
    case 'settle':
      return `settle ${effect.because}`;
    case 'refused':
      return `(refused ${effect.reason})`;
    case 'end':
      return effect.ok ? 'end' : 'end badly';
    case 'rejected':
      return `(rejected ${codes(effect.findings)})`;
  }
}

function codes(findings: readonly { readonly code: string }[]): string {
  return findings.map(({ code }) => code).join(' ');
}
