import { describe, expect, it } from 'vitest';
import { type CallerFacts, forwardingHeaders } from '../../../src/gateway/backends/forwarding.ts';

const trace = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('what a backend is told of the caller', () => {
  it.each<[string, CallerFacts, Record<string, string>]>([
    ['nothing', {}, {}],
    ['an IPv4 address', { address: '192.0.2.60' }, { forwarded: 'for=192.0.2.60' }],
    ['an IPv6 address, quoted', { address: '2001:db8::17' }, { forwarded: 'for="[2001:db8::17]"' }],
    ['IPv4 inside of IPv6', { address: '::ffff:192.0.2.60' }, { forwarded: 'for=192.0.2.60' }],
    ['an address with a zone', { address: 'fe80::1%eth0' }, { forwarded: 'for="[fe80::1]"' }],
    ['no address', { address: 'unix' }, {}],
    [
      'a Forwarded header',
      { address: '192.0.2.60', forwarded: 'for=198.51.100.1;proto=https' },
      { forwarded: 'for=198.51.100.1;proto=https, for=192.0.2.60' },
    ],
    [
      'an X-Forwarded-For header',
      { address: '192.0.2.60', xForwardedFor: '198.51.100.1' },
      { 'x-forwarded-for': '198.51.100.1, 192.0.2.60' },
    ],
    [
      'both headers',
      { address: '192.0.2.60', forwarded: 'for=a', xForwardedFor: 'b' },
      { forwarded: 'for=a, for=192.0.2.60' },
    ],
    ['headers without an address', { xForwardedFor: '198.51.100.1' }, { 'x-forwarded-for': '198.51.100.1' }],
    [
      'a header that is no text',
      { address: '192.0.2.60', forwarded: 'a\r\nb' },
      { forwarded: 'for=192.0.2.60' },
    ],
    [
      'a header that is too long',
      { address: '192.0.2.60', forwarded: 'a'.repeat(2049) },
      { forwarded: 'for=192.0.2.60' },
    ],
    ['a trace', { traceparent: trace, tracestate: 'a=1' }, { traceparent: trace, tracestate: 'a=1' }],
    ['a trace alone', { traceparent: trace }, { traceparent: trace }],
    ['the state of no trace', { tracestate: 'a=1' }, {}],
    ['a trace of zeros', { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` }, {}],
    ['a trace in capitals', { traceparent: trace.toUpperCase() }, {}],
    ['a trace of no version', { traceparent: trace.replace('00-', 'ff-') }, {}],
  ])('%s', (_, caller, expected) => {
    expect(forwardingHeaders(caller)).toEqual(expected);
  });
});
