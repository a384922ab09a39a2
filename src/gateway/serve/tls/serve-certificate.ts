import { type Clock, type Log, type Metrics, Problem } from '../../../kernel/index.ts';
import { stampOf, watchFiles } from '../../watch-files.ts';
import { type ListenerCertificate, readListenerCertificate, type TlsFiles } from './listener-certificate.ts';

export interface CertificatePorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Milliseconds before its end from which a certificate is spoken of, or a third of its life, if that is less. */
const soon = 7 * 24 * 60 * 60 * 1000;

/**
 * The certificate of the listener, and its successors: `use` is given each new one as soon as both files are there. One
 * that cannot be used is logged, and the one before goes on being used.
 */
export async function serveCertificate(
  files: TlsFiles,
  { clock, log, metrics }: CertificatePorts,
  signal: AbortSignal,
): Promise<{
  readonly first: ListenerCertificate;
  follow(use: (next: ListenerCertificate) => void): Promise<void>;
}> {
  const paths = [files.certFile, files.keyFile];
  const expires = metrics.gauge(
    'reshapr_listener_certificate_expires_seconds',
    'When the certificate of the listener expires, in seconds since 1970.',
  );
  const reloads = metrics.counter(
    'reshapr_listener_certificate_reloads_total',
    'Certificates that came to the files of the listener later, by what came of them.',
    ['outcome'],
  );

  function note({ validFrom, expiresAt, names }: ListenerCertificate): void {
    expires.set(expiresAt / 1000);
    const facts = { names, expires: new Date(expiresAt).toISOString() };
    if (expiresAt <= clock.now()) log.error('the certificate of the listener has expired', facts);
    else if (expiresAt - clock.now() < Math.min(soon, (expiresAt - validFrom) / 3))
      log.warn('the certificate of the listener expires soon', facts);
    else log.info('the listener has a certificate', facts);
  }

  const stamp = await stampOf(paths);
  const first = await readListenerCertificate(files);
  note(first);

  async function take(use: (next: ListenerCertificate) => void): Promise<void> {
    try {
      const next = await readListenerCertificate(files);
      use(next);
      reloads.add(1, { outcome: 'served' });
      note(next);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      reloads.add(1, { outcome: 'refused' });
      const { code, message, hint } = error;
      log.error('a certificate is refused: the one before goes on being used', {
        code,
        reason: message,
        hint,
      });
    }
  }

  return {
    first,
    follow: (use) => watchFiles(paths, stamp, () => take(use), { clock, signal }),
  };
}
