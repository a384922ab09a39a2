import type { DescService, FileRegistry } from '@bufbuild/protobuf';
import { beforeAll, expect, it } from 'vitest';
import { compile } from '../../src/compiler/index.ts';
import { memoryTree } from '../../src/kernel/index.ts';
import { openObject, type ToolObject } from '../../src/snapshot/index.ts';
import { manifest } from '../compiler/support/small-tree.ts';
import {
  compiledByBuf,
  googleProtoFiles,
  type ProtoCorpus,
  protobufCorpus,
  servicesIn,
} from './protobuf-files.ts';

let corpus: ProtoCorpus;
let oracle: FileRegistry;

beforeAll(() => {
  corpus = googleProtoFiles();
  oracle = compiledByBuf(corpus, corpus.mains);
});

it('every service of google-proto-files becomes its tools, or says which of its methods do not', {
  timeout: 1_200_000,
}, async () => {
  const totals = { files: 0, services: 0, methods: 0, tools: 0, excluded: 0 };
  for (const path of corpus.mains) {
    const services = servicesIn(oracle, path);
    expect(services.length, path).toBeGreaterThan(0);
    const { diagnostics, compiled } = await compile(memoryTree(treeOf(path, services)));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const excluded = diagnostics.filter(({ code }) => code === 'RSH4207');
    const tools = new Map<string, ToolObject>();
    for (const { kind, bytes } of compiled?.snapshot.objects ?? []) {
      if (kind !== 'tool') continue;
      const tool = openObject(kind, bytes);
      if (tool.call.protocol === 'grpc') tools.set(tool.call.path, tool);
    }
    const methods = services.flatMap((service) => service.methods);
    const offered = methods.filter(
      ({ methodKind }) => methodKind === 'unary' || methodKind === 'server_streaming',
    );
    expect(excluded.length, path).toBe(methods.length - offered.length);
    expect([...tools.keys()].sort(), path).toEqual(
      offered.map(({ parent, name }) => `/${parent.typeName}/${name}`).sort(),
    );
    for (const { parent, name, input, output, methodKind } of offered)
      expect(tools.get(`/${parent.typeName}/${name}`)?.call).toMatchObject({
        request: input.typeName,
        response: output.typeName,
        ...(methodKind === 'unary' ? {} : { stream: true }),
      });
    totals.files++;
    totals.services += services.length;
    totals.methods += methods.length;
    totals.tools += tools.size;
    totals.excluded += excluded.length;
  }
  expect(totals).toEqual({
    files: 1670,
    services: 1966,
    methods: protobufCorpus[0]?.operations,
    tools: 13_381,
    excluded: 77,
  });
});

/** A tree with every service of a file, each at an endpoint of its own. */
function treeOf(path: string, services: readonly DescService[]): Record<string, string | Uint8Array> {
  const tree: Record<string, string | Uint8Array> = {
    'reshapr.yaml': manifest('Project', 'corpus', 'organization: acme'),
    'group.yaml': manifest('GatewayGroup', 'default', 'labels: { env: test }'),
  };
  for (const file of corpus.closureOf(path)) tree[file] = corpus.files.get(file) ?? '';
  const documents = services.flatMap(({ name, typeName }, index) => {
    const service = `service: { name: ${typeName}, version: v1 }`;
    return [
      manifest('Service', `service-${index}`, `file: ${path}\nname: ${typeName}\nversion: v1`),
      manifest('ConfigurationPlan', `plan-${index}`, `${service}\nbackendEndpoint: https://localhost:1`),
      manifest(
        'Exposition',
        `endpoint-${index}`,
        `${service}\nconfigurationPlan: plan-${index}\ngatewayGroup: default`,
      ),
    ].map((text) => `# ${name}\n${text}`);
  });
  return { ...tree, 'services.yaml': documents.join('---\n') };
}
