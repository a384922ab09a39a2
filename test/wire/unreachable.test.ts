import { describe, expect, it } from 'vitest';
import { unreachable } from '../../src/wire/index.ts';

const grpc = (last: string): string =>
  `14 UNAVAILABLE: No connection established. Last error: ${last}. Resolution note: `;

describe('why a server cannot be reached', () => {
  it.each([
    [grpc('Error: connect ECONNREFUSED 127.0.0.1:1'), 'nobody'],
    ['Name resolution failed for target dns:nowhere:5555', 'name'],
    [grpc('Error: unable to verify the first certificate'), 'untrusted'],
    [grpc('Error: self-signed certificate in certificate chain'), 'untrusted'],
    [grpc("Error: Hostname/IP does not match certificate's altnames: Host: a."), 'other-names'],
    [grpc('Error: certificate has expired'), 'expired'],
    [grpc('Error: 80AC:error:0A00010B:SSL routines:wrong version number:ssl3_record.c'), 'no-tls'],
    [grpc('Failed to connect (2026-11-20T20:49:49.207Z)'), 'hangs-up'],
    [grpc('Protocol error (2026-11-20T20:49:49.207Z)'), 'hangs-up'],
    ['Deadline exceeded after 30.000s', 'silent'],
  ])('%s', (details, kind) => {
    expect(unreachable(details).kind).toBe(kind);
  });

  it('says anything else in one line, without the history that gRPC keeps', () => {
    expect(unreachable(grpc('Error: something\n new'))).toEqual({ kind: 'other', why: 'something new' });
  });
});
