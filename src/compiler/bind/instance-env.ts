import { finding } from '../../kernel/index.ts';
import { isReference, type ManifestOf } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import { literalCredential } from './diagnostics.ts';

/** Names of variables whose value is a credential, as far as a name tells. */
const credentialName = /key|token|secret|passw|credential|auth/i;

/** Reports credentials that are written into the environment of a command: settings may stand there, secrets not. */
export function checkInstanceEnv(manifest: ManifestOf<'Service'>, context: Context): void {
  const { instances = [], upstreams = [] } = manifest.spec;
  const pools = [
    { path: ['instances'], pool: instances },
    ...upstreams.map((upstream, index) => ({
      path: ['upstreams', index, 'instances'],
      pool: upstream.instances,
    })),
  ];
  for (const { path, pool } of pools)
    for (const [index, { env = {} }] of pool.entries())
      for (const [name, value] of Object.entries(env))
        if (credentialName.test(name) && !isReference(value))
          context.report(
            finding(literalCredential, { field: name }, manifest.at([...path, index, 'env', name])),
          );
}
