/** Preloaded into a measured process: it runs what is built, which is what people run, in place of the sources. */
import { register } from 'node:module';

register('./built-hooks.mjs', import.meta.url);
