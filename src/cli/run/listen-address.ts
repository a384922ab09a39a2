import { problem } from '../../kernel/index.ts';
import { usage } from '../problems.ts';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** `host:port`, `:port` or `port`; brackets around an IPv6 address. */
export function parseListen(text: string, flag: string): ListenAddress {
  const match = /^(?:(\[[0-9a-fA-F:]+\]|[^:[\]]*):)?(\d{1,5})$/.exec(text.trim());
  const port = Number(match?.[2]);
  if (match === null || port > 65_535)
    throw problem(usage, { why: `${flag} ${text} is no address`, hint: `write ${flag} 0.0.0.0:5555` });
  return { host: (match[1] || '0.0.0.0').replace(/^\[|\]$/g, ''), port };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** `host:port` as a URL has it. */
export function authority({ host, port }: ListenAddress): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
