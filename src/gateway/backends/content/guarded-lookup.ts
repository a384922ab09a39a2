import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isStrange } from './remote-url.ts';

/** Resolves a name as Node does, without the addresses at which there is no content of anybody. */
export const guardedLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return done(error, '', 0);
    const usable = addresses.filter(({ address }) => !isStrange(address));
    const [first] = usable;
    if (first === undefined)
      return done(Object.assign(new Error('no usable address'), { code: 'ENOTFOUND' }), '', 0);
    return options.all === true ? done(null, usable) : done(null, first.address, first.family);
  });
};
