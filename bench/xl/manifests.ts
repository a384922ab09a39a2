import { serviceName, specPath } from './spec.ts';
import { manifest, nounAt, sentence, type Tree } from './text.ts';

/** Plans and expositions of each of the four services of a team. */
const plansOf = [2, 2, 3, 3] as const;
const expositionsOf = [2, 3, 3, 4] as const;

/** Services, plans, expositions, groups and secrets of a team; some expositions stand on a group of its neighbour. */
export function manifestFiles(team: number, neighbour: number): Tree {
  const files: Record<string, string> = {};
  const label = `team-${team}`;
  const add = (folder: string, kind: string, name: string, spec: readonly string[]): void => {
    files[`team-${team}/${folder}/${name}.yaml`] = manifest(kind, name, spec, label);
  };
  for (const stage of ['blue', 'green'])
    add('groups', 'GatewayGroup', groupName(team, stage), [
      'labels:',
      `  team: "${team}"`,
      `  stage: ${stage}`,
      '  env: bench',
    ]);
  add('secrets', 'SecretSource', `t${team}-secrets`, [
    'secrets:',
    ...['reader', 'writer'].flatMap((who) => [
      `  - name: t${team}-${who}`,
      `    description: What ${who}s of team ${team} show to the backend.`,
      '    type: ENDPOINT',
      '    authMethod: BEARER_TOKEN',
      `    token: "\${env:TEAM_${team}_${who.toUpperCase()}}"`,
    ]),
  ]);
  for (const [service, plans] of plansOf.entries()) {
    add('services', 'Service', `t${team}-s${service}`, [
      'type: REST',
      `file: ../specs/${specPath(team, service).split('/').at(-1)}`,
      ...(service === 3 ? ['excludedOperations:', `  - PATCH /${nounAt(team + service, 1)}s/{id}`] : []),
    ]);
    for (let plan = 0; plan < plans; plan++)
      add('plans', 'ConfigurationPlan', planName(team, service, plan), planSpec(team, service, plan));
    for (let at = 0; at < (expositionsOf[service] ?? 0); at++)
      add('expositions', 'Exposition', `t${team}-s${service}-e${at}`, [
        'service:',
        `  name: ${serviceName(team, service)}`,
        '  version: "1.0"',
        `configurationPlan: ${planName(team, service, at % plans)}`,
        `gatewayGroup: ${groupName(at < plans ? team : neighbour, at % 2 === 0 ? 'blue' : 'green')}`,
        `name: t${team}-s${service}-e${at}`,
      ]);
  }
  return files;
}

const groupName = (team: number, stage: string): string => `t${team}-${stage}`;
const planName = (team: number, service: number, plan: number): string => `t${team}-s${service}-p${plan}`;

function planSpec(team: number, service: number, plan: number): string[] {
  const noun = nounAt(team + service, 0);
  const key = `${team.toString(16).padStart(8, '0')}${service}${plan}`.padEnd(64, '5a7');
  return [
    'service:',
    `  name: ${serviceName(team, service)}`,
    '  version: "1.0"',
    `description: ${sentence('Who may use', noun, team, plan)}`,
    `backendEndpoint: https://backend.example.invalid/team-${team}/s${service}`,
    `backendTimeout: ${5_000 + plan * 1_000}`,
    `backendSecretRef: t${team}-${plan === 0 ? 'writer' : 'reader'}`,
    ...(plan === 1 ? ['excludedOperations:', `  - POST /${noun}s`, `  - PATCH /${noun}s/{id}`] : []),
    ...(plan === 2 ? ['includedOperations:', `  - GET /${noun}s`, `  - GET /${noun}s/{id}`] : []),
    ...(plan === 0 ? [] : ['includedArtifacts: none']),
    'apiKey:',
    '  sha256:',
    `    - "${key}"`,
    'cachePolicy:',
    '  ttlMs: 60000',
    '  cacheScope: private',
  ];
}
