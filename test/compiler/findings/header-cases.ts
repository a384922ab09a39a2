import { planWith } from '../support/small-tree.ts';
import type { FindingCase, SilentCase } from './finding-case.ts';

const rules =
  (direction: string) =>
  (text: string): { 'plan.yaml': string } => ({
    'plan.yaml': planWith(`headerPolicy:\n  ${direction}: { ${text} }`),
  });
const request = rules('request');
const response = rules('response');

const removal = 'remove it';
const never = (place: string, name: string, why: string, hint = removal): string =>
  `RSH6067 plan.yaml:${place} the header ${name} does not pass here: ${why} → ${hint}`;

/** Findings about headers that pass between client and backend. */
export const headerCases: readonly FindingCase[] = [
  {
    code: 'RSH6066',
    what: 'a pattern',
    files: request('allow: [X-*]'),
    said: ['RSH6066 plan.yaml:8:24 "X-*" is no name of a header → name each header by itself'],
  },
  {
    code: 'RSH6066',
    what: 'a line break',
    files: response('rename: [{ from: X-A, to: "X-B\\r\\nX-C" }]'),
    said: [
      'RSH6066 plan.yaml:8:43 "X-B\\r\\nX-C" is no name of a header → write a name like X-Tenant, without its value',
    ],
  },
  {
    code: 'RSH6067',
    what: 'the credential of the caller',
    files: request('allow: [Authorization, x-reshapr-key]'),
    said: [
      never(
        '8:24',
        'Authorization',
        'it is what the caller shows to the gateway',
        'name the credential of the backend with backendSecretRef, or let clients send it in a header of its own and rename that',
      ),
      never('8:39', 'x-reshapr-key', 'it is for the gateway itself'),
    ],
  },
  {
    code: 'RSH6067',
    what: 'headers of the connection, the message and MCP',
    files: request('allow: [Host, Content-Length, Content-Type, MCP-Session-Id, Accept]'),
    said: [
      never('8:24', 'Host', 'it belongs to a single connection'),
      never('8:30', 'Content-Length', 'it belongs to a single connection'),
      never('8:46', 'Content-Type', 'it describes the message, which the gateway makes anew'),
      never('8:60', 'MCP-Session-Id', 'it belongs to MCP'),
      never('8:76', 'Accept', 'it asks for the form of the answer, which the gateway reads'),
    ],
  },
  {
    code: 'RSH6067',
    what: 'of an answer',
    files: response('allow: [Set-Cookie], rename: [{ from: X-A, to: Access-Control-Allow-Origin }]'),
    said: [
      never('8:25', 'Set-Cookie', 'clients take it as said of the gateway'),
      never('8:64', 'Access-Control-Allow-Origin', 'clients take it as said of the gateway'),
    ],
  },
  {
    code: 'RSH6068',
    files: request('deny: [X-Debug]'),
    said: [
      'RSH6068 plan.yaml:8:16 deny names headers that do not pass anyway: none does unless it is allowed → name the headers that are to pass in allow, or remove deny',
    ],
  },
  {
    code: 'RSH6068',
    what: 'of an answer',
    files: response('deny: [Forwarded]'),
    said: [
      'RSH6068 plan.yaml:8:17 deny names headers that do not pass anyway: none does unless it is allowed → name the headers that are to pass in allow, or remove deny',
    ],
  },
  {
    code: 'RSH6069',
    files: request('allow: [X-A], deny: [x-a]'),
    said: ['RSH6069 plan.yaml:8:24 the header X-A is allowed and denied → keep one of the two'],
  },
  {
    code: 'RSH6069',
    what: 'two headers with one name',
    files: request('rename: [{ from: X-A, to: X-C }, { from: X-B, to: x-c }, { from: x-a, to: X-D }]'),
    said: [
      'RSH6069 plan.yaml:8:66 the header x-c is what two headers are renamed to → keep one of the two',
      'RSH6069 plan.yaml:8:81 the header x-a is renamed twice → keep one of the two',
    ],
  },
];

export const headerSilent: readonly SilentCase[] = [
  { code: 'RSH6066', what: 'all signs of a name', files: request('allow: ["!#$%&\'+-.^_`|~a1"]') },
  {
    code: 'RSH6067',
    what: 'a header that becomes the credential of the backend',
    files: request('rename: [{ from: X-Backend-Token, to: Authorization }]'),
  },
  { code: 'RSH6067', what: 'cookies that are named', files: request('allow: [Cookie]') },
  { code: 'RSH6067', what: 'what the gateway sends anyway', files: request('allow: [traceparent]') },
  { code: 'RSH6068', what: 'what the gateway would send', files: request('deny: [Forwarded]') },
  {
    code: 'RSH6069',
    what: 'a header that is allowed and renamed',
    files: request('allow: [X-A], rename: [{ from: X-A, to: X-B }]'),
  },
];
