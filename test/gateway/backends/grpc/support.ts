import { readFileSync } from 'node:fs';
import { create, fromJson, type JsonValue, type Message } from '@bufbuild/protobuf';
import { Metadata, status } from '@grpc/grpc-js';
import { manifest } from '../../../compiler/support/small-tree.ts';
import type { OracleCall, ProtoOracle } from '../../../support/grpc-oracle.ts';

export const protoNames = ['everything', 'legacy', 'edition'] as const;

/** The text of one of the files in `protos`. */
export function protoText(name: (typeof protoNames)[number]): string {
  return readFileSync(new URL(`./protos/${name}.proto`, import.meta.url), 'utf8');
}

/** A tree with the services of `protos`, each at an endpoint of its own name. */
export function grpcTree(endpoint: string, plan = ''): Record<string, string> {
  const files: Record<string, string> = {
    'reshapr.yaml': manifest('Project', 'test', 'organization: acme'),
    'group.yaml': manifest('GatewayGroup', 'default', 'labels: { env: dev }'),
  };
  for (const name of protoNames) {
    const service = `service: { name: ${name}, version: "1" }`;
    files[`${name}.proto`] = protoText(name);
    files[`${name}-service.yaml`] = manifest(
      'Service',
      name,
      `file: ${name}.proto\nname: ${name}\nversion: "1"`,
    );
    files[`${name}-plan.yaml`] = manifest(
      'ConfigurationPlan',
      'all',
      `${service}\nbackendEndpoint: ${endpoint}\n${plan}`,
    );
    files[`${name}.yaml`] = manifest(
      'Exposition',
      name,
      `${service}\nconfigurationPlan: all\ngatewayGroup: default\nname: ${name}`,
    );
  }
  return files;
}

/** The backend of `protos`: echoes, counts and fails, as its methods say. */
export function answers(oracle: ProtoOracle) {
  const made = (type: string, json: JsonValue): Message => fromJson(oracle.message(type), json);
  const tick = (number: number, size: number): Message =>
    made('test.everything.v1.Tick', { number, ...(size > 0 ? { text: 'x'.repeat(size) } : {}) });
  return ({ method, request, call }: OracleCall): Message | AsyncIterable<Message> => {
    const fields = request as Message & Record<string, unknown>;
    switch (method.name) {
      case 'When':
        return create(method.output, { seconds: fields['seconds'], nanos: fields['nanos'] });
      case 'Say':
        return fromJson(method.output, JSON.parse(String(fields['value'])) as JsonValue);
      case 'Count':
        return count(Number(fields['to']), Number(fields['pause']), Number(fields['size']));
      case 'Fail':
        throw failure(fields);
      case 'FailLater':
        return failLater(fields);
      default:
        return request;
    }

    async function* count(to: number, pause: number, size: number): AsyncIterable<Message> {
      for (let number = 1; number <= to && !call.cancelled; number++) {
        if (number > 1 && pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
        yield tick(number, size);
      }
    }

    async function* failLater(given: Record<string, unknown>): AsyncIterable<Message> {
      yield tick(1, 0);
      throw failure(given);
    }
  };
}

function failure(fields: Record<string, unknown>): Error {
  const metadata = new Metadata();
  const code = Number(fields['code']);
  return Object.assign(new Error('failed'), {
    code: code || status.UNKNOWN,
    details: String(fields['message']),
    metadata,
  });
}
