import { describe, expect, it } from 'vitest';
import { endpointUrls, metadataUrlOf, resourceOf } from '../../../src/gateway/access/endpoint-urls.ts';
import { fakeSurface } from '../mcp/support/fake-surfaces.ts';

const surface = fakeSurface({ id: 'abcdefghijklmnop', name: 'orders', tools: [] });
const path = '/mcp/acme/orders';

describe('the URL of an endpoint', () => {
  it.each([
    [['mcp.example.com'], 'mcp.example.com', 'https://mcp.example.com/mcp/acme/orders'],
    [['mcp.example.com:443'], 'mcp.example.com', 'https://mcp.example.com/mcp/acme/orders'],
    [['mcp.example.com'], 'mcp.example.com:443', 'https://mcp.example.com/mcp/acme/orders'],
    [['MCP.example.com'], 'mcp.EXAMPLE.com', 'https://mcp.example.com/mcp/acme/orders'],
    [['mcp.example.com:8443'], 'mcp.example.com:8443', 'https://mcp.example.com:8443/mcp/acme/orders'],
    [['localhost:7777'], 'localhost:7777', 'http://localhost:7777/mcp/acme/orders'],
    [['[::1]:7777'], '[::1]:7777', 'http://[::1]:7777/mcp/acme/orders'],
    [['a.example', 'b.example'], 'b.example', 'https://b.example/mcp/acme/orders'],
    [['a.example', 'b.example'], 'evil.example', 'https://a.example/mcp/acme/orders'],
    [['a.example'], 'a.example:8080', 'https://a.example/mcp/acme/orders'],
    [['a.example'], 'no host, really', 'https://a.example/mcp/acme/orders'],
    [['a.example'], undefined, 'https://a.example/mcp/acme/orders'],
    [[], 'anything', 'http://localhost/mcp/acme/orders'],
  ])('of a gateway called %j, asked as %j, is %s', (fqdns, host, url) => {
    expect(resourceOf(endpointUrls(fqdns)(surface, path), host)).toBe(url);
  });

  it('has its metadata beside it', () => {
    expect(metadataUrlOf('https://a.example:8443/mcp/acme/My%20Orders/1')).toBe(
      'https://a.example:8443/.well-known/oauth-protected-resource/mcp/acme/My%20Orders/1',
    );
  });

  it('is, for tokens, any that leads to this endpoint and no other', () => {
    const urls = endpointUrls(['a.example', 'b.example:8443']);
    expect([...urls(surface, '/mcp/acme/Orders/1').accepted].sort()).toEqual([
      'https://a.example/mcp/abcdefghijklmnop',
      'https://a.example/mcp/acme/Orders/1',
      'https://a.example/mcp/acme/orders',
      'https://b.example:8443/mcp/abcdefghijklmnop',
      'https://b.example:8443/mcp/acme/Orders/1',
      'https://b.example:8443/mcp/acme/orders',
    ]);
  });

  it('cannot break out of the header that it is written into', () => {
    const url = resourceOf(endpointUrls(['a.example'])(surface, '/mcp/acme/or"ders\u00e9<>'), undefined);
    expect(url).toMatch(/^[!#-~]+$/);
  });
});
