import { type Present, presenter } from '../../src/gateway/credentials/presenter.ts';
import { secretsOf } from '../../src/gateway/secrets/secrets.ts';
import { noFiles } from './no-files.ts';

/** Presents secrets that refer to variables. Nobody issues tokens. */
export function presentFrom(environment: Readonly<Record<string, string>>): Present {
  const tokens = (): never => {
    throw new Error('nobody issues tokens here');
  };
  return presenter({ secrets: secretsOf({ environment, files: noFiles }), tokens });
}
