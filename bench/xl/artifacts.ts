import { serviceName } from './spec.ts';
import { capitalized, manifest, nounAt, sentence, type Tree } from './text.ts';

/** Prompts for all services of a team, custom tools for three, resources and filters for two. */
export function artifactFiles(team: number): Tree {
  const files: Record<string, string> = {};
  const add = (kind: string, short: string, service: number, body: readonly string[]): void => {
    const name = `t${team}-s${service}-${short}`;
    const of = ['service:', `  name: ${serviceName(team, service)}`, '  version: "1.0"'];
    files[`team-${team}/artifacts/${name}.yaml`] = manifest(kind, name, [...of, ...body], `team-${team}`);
  };
  for (const service of [0, 1, 2, 3]) add('Prompts', 'prompts', service, prompts(team, service));
  for (const service of [1, 2, 3]) add('CustomTools', 'tools', service, customTools(team, service));
  for (const service of [2, 3]) add('Resources', 'resources', service, resources(team, service));
  for (const service of [0, 3]) add('ToolsOutputFilters', 'filters', service, filters(team, service));
  return files;
}

function prompts(team: number, service: number): string[] {
  const noun = nounAt(team + service, 0);
  return [
    'prompts:',
    ...['review', 'explain'].flatMap((verb, at) => [
      `  ${verb}_${noun}:`,
      `    title: ${capitalized(verb)} a ${noun}`,
      `    description: ${sentence(`Helps to ${verb} a`, noun, team, at)}`,
      '    arguments:',
      '      - name: id',
      `        description: Which ${noun}.`,
      '        required: true',
      '      - name: tone',
      '        description: How the answer should sound.',
      '    result: |-',
      `      Read the ${noun} \${id} and ${verb} it in a \${tone} tone.`,
      '      Name what is missing, and who should be asked about it.',
    ]),
  ];
}

function customTools(team: number, service: number): string[] {
  const noun = nounAt(team + service, 0);
  return [
    'customTools:',
    `  open_${noun}s:`,
    `    title: Every open ${noun}`,
    `    description: ${sentence('Lists each open', noun, team, service)}`,
    `    tool: GET /${noun}s`,
    '    input:',
    '      type: object',
    '      properties:',
    '        pageSize: { type: integer, minimum: 1, maximum: 200, description: How many at most. }',
    '      required: [pageSize]',
    '    arguments:',
    '      state: open',
    '      pageSize: ${pageSize}',
    `  count_${noun}s:`,
    `    title: How many there are`,
    `    description: ${sentence('Counts each', noun, team, service)}`,
    '    input:',
    '      type: object',
    '      properties:',
    '        state: { type: string, enum: [draft, open, held, closed], description: In which state. }',
    '    tools:',
    `      - tool: get_${noun}s`,
    '    script: |-',
    `      const found = rs.callTool('get_${noun}s', { state: input.state, pageSize: 200 });`,
    '      return { count: found.length };',
  ];
}

function resources(team: number, service: number): string[] {
  const noun = nounAt(team + service, 0);
  return [
    'resources:',
    `  docs://team-${team}/s${service}/${noun}:`,
    `    name: ${noun}-guide`,
    `    title: How a ${noun} is handled`,
    `    description: ${sentence('Explains the life of a', noun, team, service)}`,
    '    mimeType: text/markdown',
    '    text: |-',
    `      # ${capitalized(noun)}`,
    '      A draft becomes open when somebody takes it, and closed when it was settled.',
    '      What is held waits for an answer from outside.',
  ];
}

function filters(team: number, service: number): string[] {
  const noun = nounAt(team + service, 0);
  return [
    'filters:',
    `  get_${noun}s:`,
    '    jsonPatches:',
    '      - { op: remove, path: /0/note }',
    '    compact: true',
    '    failure: open',
    `  get_${noun}s_id:`,
    '    jsonRetain: [/id, /title, /state]',
    '    convertToToon: true',
    '    failure: closed',
  ];
}
