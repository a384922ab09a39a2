import { describe, expect, it } from 'vitest';
import { clientConfig, type Endpoint, endpointUrl, endpointUrls } from '../../../src/cli/output/endpoints.ts';

const open: Endpoint = {
  id: 'abcdefghijklmnop',
  organization: 'havn',
  name: 'timetable',
  access: 'open',
  hosts: ['mcp.havn.example', 'localhost:7777'],
};
const keyed: Endpoint = { ...open, name: 'crew-bookings', access: 'apiKey' };
const nameless: Endpoint = { ...open, name: '' };
const unserved: Endpoint = { ...open, name: 'nowhere', hosts: [] };

describe('the URL of an endpoint', () => {
  it.each([
    [open, 'https://mcp.havn.example/mcp/havn/timetable'],
    [nameless, 'https://mcp.havn.example/mcp/abcdefghijklmnop'],
    [{ ...open, hosts: ['localhost:7777'] }, 'http://localhost:7777/mcp/havn/timetable'],
    [{ ...open, hosts: ['127.0.0.1'] }, 'http://127.0.0.1/mcp/havn/timetable'],
    [{ ...open, hosts: ['[::1]:7777'] }, 'http://[::1]:7777/mcp/havn/timetable'],
    [unserved, undefined],
  ])('%o', (endpoint, url) => {
    expect(endpointUrl(endpoint)).toBe(url);
  });

  it('is one at each host', () => {
    expect(endpointUrls(open)).toEqual([
      'https://mcp.havn.example/mcp/havn/timetable',
      'http://localhost:7777/mcp/havn/timetable',
    ]);
  });
});

describe('the configuration of a client', () => {
  const endpoints = [open, keyed, unserved];
  const url = 'https://mcp.havn.example/mcp/havn/timetable';
  const keyedUrl = 'https://mcp.havn.example/mcp/havn/crew-bookings';

  it.each([
    [
      'claude',
      {
        mcpServers: {
          timetable: { type: 'http', url },
          'crew-bookings': {
            type: 'http',
            url: keyedUrl,
            headers: { 'x-reshapr-key': '$' + '{CREW_BOOKINGS_KEY}' },
          },
        },
      },
    ],
    [
      'vscode',
      {
        servers: {
          timetable: { type: 'http', url },
          'crew-bookings': {
            type: 'http',
            url: keyedUrl,
            headers: { 'x-reshapr-key': '$' + '{env:CREW_BOOKINGS_KEY}' },
          },
        },
      },
    ],
    [
      'cursor',
      {
        mcpServers: {
          timetable: { url },
          'crew-bookings': { url: keyedUrl, headers: { 'x-reshapr-key': '$' + '{env:CREW_BOOKINGS_KEY}' } },
        },
      },
    ],
  ] as const)('%s', (client, expected) => {
    expect(clientConfig(endpoints, client)).toEqual(expected);
  });
});
