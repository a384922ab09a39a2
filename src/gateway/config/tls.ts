import type { TlsFiles } from '../serve/tls/listener-certificate.ts';
import { type Environment, invalid } from './values.ts';

const certificate = 'RESHAPR_GATEWAY_TLS_CERT';
const key = 'RESHAPR_GATEWAY_TLS_KEY';

/** The files of the listener's certificate; undefined when it has no TLS. Throws a problem when one is missing. */
export function tlsOf(env: Environment): TlsFiles | undefined {
  const [certFile, keyFile] = [env[certificate] || undefined, env[key] || undefined];
  if (certFile !== undefined && keyFile !== undefined) return { certFile, keyFile };
  if (certFile === undefined && keyFile === undefined) return undefined;
  const [missing, given] = certFile === undefined ? [certificate, key] : [key, certificate];
  throw invalid(missing, `is not set, but ${given} is`, 'name both files, or none');
}
