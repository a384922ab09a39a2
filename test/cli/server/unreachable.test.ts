import { describe, expect, it } from 'vitest';
import { unreachable } from '../../../src/cli/server/unreachable.ts';

const grpc = (last: string): string => `No connection established. Last error: ${last}. Resolution note: `;

describe('why a control plane cannot be reached', () => {
  it.each([
    [grpc('Error: connect ECONNREFUSED 127.0.0.1:1'), 'nothing listens there', 'start `reshapr serve`'],
    ['Name resolution failed for target dns:nowhere:5555', 'cannot be resolved', 'spelled'],
    [grpc('Error: unable to verify the first certificate'), 'not trusted', '--ca'],
    [grpc('Error: self-signed certificate in certificate chain'), 'not trusted', 'RESHAPR_SERVER_CA'],
    [
      grpc(
        "Error: Hostname/IP does not match certificate's altnames: Host: a. is not in the cert's altnames",
      ),
      'for other names',
      '--tls-name',
    ],
    [grpc('Error: certificate has expired'), 'has expired', 'renew'],
    [grpc('Error: 80AC:error:0A00010B:SSL routines:wrong version number:ssl3_record.c'), 'TLS', 'http://'],
    [grpc('Failed to connect (2026-11-20T20:49:49.207Z)'), 'hangs up', 'https://'],
    [grpc('Protocol error (2026-11-20T20:49:49.207Z)'), 'hangs up', 'https://'],
    ['Deadline exceeded after 30.000s', 'does not answer', 'firewalls'],
  ])('%s', (details, why, hint) => {
    const found = unreachable(details, false);
    expect(found.why).toContain(why);
    expect(found.hint).toContain(hint);
  });

  it('says anything else in one line, without the history that gRPC keeps', () => {
    expect(unreachable(grpc('Error: something\n new'), true)).toEqual({
      why: 'something new',
      hint: 'check the address; for a control plane with TLS write https://',
    });
  });
});
