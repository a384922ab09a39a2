import { register } from 'node:module';

// Before the loader of TypeScript is registered, so that it is given the sources with the defences switched off.
register('./switch-off-hooks.mjs', import.meta.url);
