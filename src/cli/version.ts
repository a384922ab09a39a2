import { createRequire } from 'node:module';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

/** The version of this software, as package.json has it. */
export const softwareVersion: string = version;
