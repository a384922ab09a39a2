import { isRemote } from './git-url.ts';

/** The parts of `<location>[#ref][:path]` as they were written. */
export interface AddressParts {
  readonly location: string;
  /** Whether a `#` stood there, with a ref or without. */
  readonly atRef: boolean;
  readonly ref: string;
  readonly path: string;
}

/**
 * Splits an address of a repository elsewhere. A `#` ends the location; a name of a branch holds no `:`, so
 * the first one after it begins the path. Without `#`, the path begins at the first `:` that is neither part
 * of the scheme, the credentials or the port, nor the one of `git@host:org/repo`.
 */
export function splitRemote(text: string): AddressParts {
  const hash = text.indexOf('#');
  if (hash !== -1) return { location: text.slice(0, hash), ...splitFragment(text.slice(hash + 1)) };
  const head = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/]*|[^@/]+@(?:\[[^\]]*\]|[^:/]*):)/i.exec(text)?.[0] ?? '';
  const colon = text.indexOf(':', head.length);
  if (colon === -1) return { location: text, atRef: false, ref: '', path: '' };
  return { location: text.slice(0, colon), atRef: false, ref: '', path: text.slice(colon + 1) };
}

/**
 * The ways to read an address of a path of this machine, the likeliest first. A directory may have `#` or `:`
 * in its name, so whoever asks takes the first whose location exists.
 */
export function splitLocal(text: string): readonly AddressParts[] {
  const whole: AddressParts = { location: text, atRef: false, ref: '', path: '' };
  const atHash = positions(text, '#').map((at) => ({
    location: text.slice(0, at),
    ...splitFragment(text.slice(at + 1)),
  }));
  const atColon = positions(text, ':').map((at) => ({
    location: text.slice(0, at),
    atRef: false,
    ref: '',
    path: text.slice(at + 1),
  }));
  return [whole, ...[...atHash, ...atColon].sort((a, b) => b.location.length - a.location.length)];
}

/** Whether an address is to be split as one of a repository elsewhere. */
export function looksRemote(text: string): boolean {
  return isRemote(text.split('#', 1)[0] ?? '');
}

function splitFragment(fragment: string): Omit<AddressParts, 'location'> {
  const colon = fragment.indexOf(':');
  if (colon === -1) return { atRef: true, ref: fragment, path: '' };
  return { atRef: true, ref: fragment.slice(0, colon), path: fragment.slice(colon + 1) };
}

function positions(text: string, character: string): number[] {
  return [...text.matchAll(new RegExp(character, 'g'))].map((match) => match.index).filter((at) => at > 0);
}
