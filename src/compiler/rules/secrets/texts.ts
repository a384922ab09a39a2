import type { Manifest } from '../../../manifest/index.ts';

export interface WrittenText {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** Every text in the spec of a manifest that is long enough to hold a secret. */
export function textsOf(manifest: Manifest): WrittenText[] {
  const found: WrittenText[] = [];
  const visit = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value === 'string') {
      if (value.length >= 8) found.push({ path, text: value });
    } else if (Array.isArray(value))
      for (const [index, item] of value.entries()) visit(item, [...path, index]);
    else if (typeof value === 'object' && value !== null)
      for (const [key, member] of Object.entries(value)) visit(member, [...path, key]);
  };
  visit(manifest.spec, []);
  return found.filter(({ path }) => !ownChecks.has(String(path.at(-1))));
}

/** Fields that hold hashes, certificates or bytes, or whose credentials the stage *bind* reports. */
const ownChecks = new Set([
  'sha256',
  'certPem',
  'clientCertPem',
  'clientKeyPem',
  'blob',
  'password',
  'token',
  'clientSecret',
  'backendEndpoint',
]);
