import { type Present, presenter } from '../../src/gateway/credentials/presenter.ts';
import { secretsOf } from '../../src/gateway/secrets/secrets.ts';
import { noFiles } from './no-files.ts';

/** Presents secrets that refer to variables. Nobody issues tokens. */
export function presentFrom(environment: Readonly<Record<string, string>>): Present {
  const nobody = (): never => {
    throw new Error('nobody issues tokens or is asked for any here');
  };
  const secrets = secretsOf({ environment, files: noFiles });
  return presenter({ secrets, tokens: nobody, elicited: nobody });
}
