import { planWith } from '../support/small-tree.ts';
import type { FindingCase, SilentCase } from './finding-case.ts';

const pages = (...origins: readonly string[]): FindingCase['files'] => ({
  'plan.yaml': planWith(
    `apiKey: { from: "\${env:KEY}" }\ncors:\n  allowOrigins:\n${origins.map((origin) => `    - "${origin}"\n`).join('')}`,
  ),
});
const hint = 'write it as a browser sends it, like https://app.example.com';
const wrong = (line: number, why: string): string =>
  `RSH6105 plan.yaml:${line}:9 this is no origin: ${why} → ${hint}`;

export const corsCases: readonly FindingCase[] = [
  {
    code: 'RSH6105',
    files: pages('app.example.com', 'https://app.example.com/', 'https://App.example.com', 'null'),
    said: [
      wrong(10, 'it has no scheme in lower case'),
      wrong(11, 'it has more than scheme, host and port'),
      wrong(12, 'browsers send hosts in lower case'),
      wrong(13, 'it is what browsers send for pages that hide theirs'),
    ],
  },
  {
    code: 'RSH6105',
    what: 'hosts and ports',
    files: pages('https://a.*.example.com', 'https://a.example:443', 'http://a.example:80', 'https://'),
    said: [
      wrong(10, 'its host is none'),
      wrong(11, 'browsers leave out the port that is usual'),
      wrong(12, 'browsers leave out the port that is usual'),
      wrong(13, 'its host is none'),
    ],
  },
  {
    code: 'RSH6106',
    files: { 'plan.yaml': planWith('cors: { allowOrigins: ["*"] }') },
    said: [
      'RSH6106 plan.yaml:7:26 every web page may call this endpoint, which asks for no credential → name the origins of your pages, or ask for an API key or a token',
    ],
  },
];

export const corsSilent: readonly SilentCase[] = [
  {
    code: 'RSH6105',
    what: 'origins of all kinds',
    files: pages('https://a.example', 'http://localhost:3000', 'https://*.example.com', 'http://[::1]:8080'),
  },
  { code: 'RSH6106', what: 'every page, with a key', files: pages('*') },
];
