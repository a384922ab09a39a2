import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { ConfigurationPlan } from '../../schemas/ConfigurationPlan.d.ts';
import type { CustomTools } from '../../schemas/CustomTools.d.ts';
import type { Exposition } from '../../schemas/Exposition.d.ts';
import type { GatewayGroup } from '../../schemas/GatewayGroup.d.ts';
import type { Manifest } from '../../schemas/Manifest.d.ts';
import type { Project } from '../../schemas/Project.d.ts';
import type { Service } from '../../schemas/Service.d.ts';
import { checkDocument, readDocuments } from '../../src/manifest/index.ts';

/*
 * The manifests of examples/reshapr.d, typed by hand: that this file passes `npm run check:types` is the test of
 * the types. That they are the example is checked below, and that the types refuse anything at all.
 */
const apiVersion = 'reshapr.io/v1alpha1';

const project = {
  apiVersion,
  kind: 'Project',
  metadata: { name: 'havn-ferries' },
  spec: { organization: 'havn' },
} as const satisfies Project;

const service = {
  apiVersion,
  kind: 'Service',
  metadata: { name: 'timetable' },
  spec: { file: '../specs/timetable.yaml' },
} satisfies Service;

const plan = {
  apiVersion,
  kind: 'ConfigurationPlan',
  metadata: { name: 'travellers' },
  spec: {
    service: { name: 'Bookings', version: '2.1' },
    description: 'Book a crossing, look it up, change it.',
    backendEndpoint: 'http://localhost:4010/bookings',
    includedOperations: ['POST /bookings', 'GET /bookings/{reference}', 'PATCH /bookings/{reference}'],
    apiKey: { from: '${env:HAVN_TRAVELLER_KEY}' },
  },
} satisfies ConfigurationPlan;

const customTools = {
  apiVersion,
  kind: 'CustomTools',
  service: { name: 'Bookings', version: '2.1' },
  customTools: {
    my_booking: {
      description: 'Looks up a booking.',
      tool: 'GET /bookings/{reference}',
      input: { type: 'object', properties: { reference: { type: 'string' } }, required: ['reference'] },
      arguments: { reference: '${reference}' },
    },
  },
} satisfies CustomTools;

// @ts-expect-error a group is defined by its labels
const withoutLabels: GatewayGroup = { apiVersion, kind: 'GatewayGroup', metadata: { name: 'a' }, spec: {} };

const misspelled: Exposition = {
  apiVersion,
  kind: 'Exposition',
  metadata: { name: 'a' },
  // @ts-expect-error the field is called gatewayGroup
  spec: { service: { name: 'Bookings' }, configurationPlan: 'crew', gatewayGruop: 'public' },
};

async function example(path: string, index: number): Promise<unknown> {
  const { documents } = readDocuments(path, await readFile(`examples/reshapr.d/${path}`));
  return documents[index]?.value;
}

it.each([
  ['reshapr.yaml', 0, project],
  ['services/services.yaml', 0, service],
  ['plans/bookings.yaml', 0, plan],
] as const)('%s of the example satisfies its type', async (path, index, manifest) => {
  const typed: Manifest = manifest;
  expect(await example(path, index)).toEqual(typed);
});

it.each([
  ['accepts', customTools],
  ['refuses', withoutLabels],
  ['refuses', misspelled],
])('the checker %s what the types do', (verdict, manifest) => {
  const { documents } = readDocuments('a.json', Buffer.from(JSON.stringify(manifest)));
  const checked = documents.map(checkDocument);
  expect(checked[0]?.manifest !== undefined).toBe(verdict === 'accepts');
});
