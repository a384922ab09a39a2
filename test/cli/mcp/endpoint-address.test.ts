import { describe, expect, it } from 'vitest';
import { endpointAddress, shownUrl } from '../../../src/cli/mcp/endpoint-address.ts';

const gateway = 'http://127.0.0.1:7777';

describe('the address of an endpoint', () => {
  it.each([
    ['https://mcp.example.com/mcp/acme/orders?x=1', undefined, 'https://mcp.example.com/mcp/acme/orders?x=1'],
    ['/mcp/acme/orders', undefined, `${gateway}/mcp/acme/orders`],
    ['mcp/acme/orders', undefined, `${gateway}/mcp/acme/orders`],
    ['acme/orders', undefined, `${gateway}/mcp/acme/orders`],
    ['acme/Orders API/1.0', undefined, `${gateway}/mcp/acme/Orders%20API/1.0`],
    ['acme/Orders+API/1.0', undefined, `${gateway}/mcp/acme/Orders%20API/1.0`],
    ['acme/Orders%20API/1.0', undefined, `${gateway}/mcp/acme/Orders%20API/1.0`],
    ['abcdefgh234567ab', undefined, `${gateway}/mcp/abcdefgh234567ab`],
    ['/mcp/orders', 'acme', `${gateway}/mcp/orders`],
    ['orders', 'acme', `${gateway}/mcp/acme/orders`],
  ])('%s of %s', (text, organization, expected) => {
    expect(endpointAddress(text, { gateway, organization }).href).toBe(expected);
  });

  it('may lie below a path of the gateway', () => {
    const below = { gateway: 'https://example.com/edge/', organization: undefined };
    expect(endpointAddress('acme/orders', below).href).toBe('https://example.com/edge/mcp/acme/orders');
  });

  it.each([
    ['orders', gateway, /organization of the endpoint 'orders' is not given/],
    ['acme/../orders', gateway, /is no endpoint/],
    ['', gateway, /is no endpoint/],
    ['acme//orders', gateway, /is no endpoint/],
    ['acme/%E0', gateway, /is no part of a path/],
    ['ftp://example.com/x', gateway, /the address of the endpoint makes no sense/],
    ['acme/orders', 'localhost:7777', /the address of the gateway makes no sense/],
    ['https://ada:s3cret@example.com/mcp/x', gateway, /holds a user or a password/],
  ])('%s is refused, without its password', (text, at, why) => {
    const address = (): URL => endpointAddress(text, { gateway: at, organization: undefined });
    expect(address).toThrow(why);
    expect(address).not.toThrow(/s3cret/);
  });

  it('is shown without its query', () => {
    expect(shownUrl(new URL('https://example.com/mcp/x?key=s3cret'))).toBe('https://example.com/mcp/x');
  });
});
