import type { BoundGroup } from '../../bind/bound.ts';

/** The host of an absolute URL, in lower case and without brackets; undefined when it is none. */
export function hostOf(url: string): string | undefined {
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : '';
  return host === '' ? undefined : host;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127\./.test(host);
}

/** Whether a label of the group says that it is production. */
export function isProduction(group: BoundGroup | undefined): boolean {
  const labels = Object.values(group?.manifest.spec.labels ?? {});
  return labels.some((value) => /^(prod|production|live)$/i.test(value));
}
