import { manifest, spec } from '../support/small-tree.ts';
import type { FindingCase } from './finding-case.ts';

const group = (labels: string): string => manifest('GatewayGroup', 'other', `labels:\n${labels}`);

/** Findings about the text of a file. */
export const textCases: readonly FindingCase[] = [
  {
    code: 'RSH1001',
    files: {},
    unreadable: [{ path: 'orders.yaml', reason: 'permission denied' }],
    said: [
      'RSH1001 orders.yaml:1:1 cannot read this file: permission denied → make the file readable, or take it out of the tree',
    ],
  },
  {
    code: 'RSH1001',
    what: 'a link that leads nowhere, and that a spec refers to',
    files: { 'orders.yaml': `${spec}components:\n  schemas:\n    A: { $ref: "b.yaml#/B" }\n` },
    unreadable: [{ path: 'b.yaml', reason: 'the link leads to nothing' }],
    said: [
      'RSH1001 b.yaml:1:1 cannot read this file: the link leads to nothing → make the file readable, or take it out of the tree',
      "RSH4020 orders.yaml:11:16 $ref 'b.yaml#/B' points to nothing; no operation uses it → correct the reference, or remove the part that has it",
    ],
  },
  {
    code: 'RSH1002',
    files: { 'other.yaml': Buffer.from('apiVersion: reshapr.io/v1alpha1\nkind: Caf\xe9', 'latin1') },
    said: ['RSH1002 other.yaml:2:10 not UTF-8: byte 41 starts no character → save the file as UTF-8'],
  },
  {
    code: 'RSH1002',
    what: 'UTF-16',
    files: { 'other.yaml': Buffer.from('apiVersion: reshapr.io/v1alpha1', 'utf16le') },
    said: ['RSH1002 other.yaml:1:2 not UTF-8: byte 1 starts no character → save the file as UTF-8'],
  },
  {
    code: 'RSH1003',
    files: { 'orders.yaml': Buffer.alloc(100 * 1024 * 1024) },
    said: [
      'RSH1003 orders.yaml:1:1 100.0 MB is more than the 96.0 MB that one file may have → use the variant of the spec that keeps its $refs, or split it',
    ],
  },
  {
    code: 'RSH1003',
    what: 'as YAML',
    files: { 'orders.yaml': Buffer.alloc(20 * 1024 * 1024, '#') },
    said: [
      'RSH1003 orders.yaml:1:1 20.0 MB is more than the 16.0 MB that one file may have as YAML → use the variant of the spec that keeps its $refs, save it as JSON, or split it',
    ],
  },
  {
    code: 'RSH1010',
    files: { 'orders.yaml': `[${'0,'.repeat(2_000_000)}0]` },
    said: [
      'RSH1010 orders.yaml:1:1 more than the 2000000 values that one file may have → use the variant of the spec that keeps its $refs, or split it',
    ],
  },
  {
    code: 'RSH1010',
    what: 'empty ones in each other, that never end',
    files: { 'orders.yaml': `{"openapi":${'[{"a":'.repeat(1_000_000)}` },
    said: [
      'RSH1010 orders.yaml:1:1 more than the 2000000 values that one file may have → use the variant of the spec that keeps its $refs, or split it',
    ],
  },
  {
    code: 'RSH1004',
    files: { 'other.yaml': group('    env: "dev') },
    said: ['RSH1004 other.yaml:7:1 Missing closing "quote → correct the text here, or just before'],
  },
  {
    code: 'RSH1004',
    what: 'JSON',
    files: { 'other.json': '{\n  "apiVersion": "reshapr.io/v1alpha1",\n  "kind": }' },
    said: ['RSH1004 other.json:3:11 no JSON: "}" cannot stand here → correct the text here, or just before'],
  },
  {
    code: 'RSH1005',
    files: { 'other.yaml': group('    env: dev\n    "env": test') },
    said: ["RSH1005 other.yaml:7:7 the key 'env' is given twice → keep one of the two"],
  },
  {
    code: 'RSH1005',
    what: 'JSON',
    files: {
      'other.json': '{ "apiVersion": "reshapr.io/v1alpha1",\n  "kind": "Policy", "kind": "Project" }',
    },
    said: [
      "RSH1005 other.json:2:21 the key 'kind' is given twice → keep one of the two; in YAML, two manifests have a line --- between them",
    ],
  },
  {
    code: 'RSH1006',
    files: { 'other.yaml': group('    env: &a [*a]') },
    said: ['RSH1006 other.yaml:6:16 *a contains itself → write the value out instead of using an alias'],
  },
  {
    code: 'RSH1007',
    files: { 'other.yaml': group(`    env: ${'['.repeat(250)}${']'.repeat(250)}`) },
    said: [
      'RSH1007 other.yaml:6:209 nested more than 200 levels deep → give the inner values a place of their own',
    ],
  },
  {
    code: 'RSH1008',
    files: { 'other.yaml': group('    env: .inf') },
    said: ['RSH1008 other.yaml:6:12 Infinity has no equal in JSON → write it as text, in quotes'],
  },
  {
    code: 'RSH1008',
    what: 'a key that is no text',
    files: { 'other.yaml': group('    [a]: b') },
    said: [
      'RSH1008 other.yaml:6:7 a list or mapping as key has no equal in JSON → write it as text, in quotes',
    ],
  },
  {
    code: 'RSH1008',
    what: 'a merge of a text, and of an alias of one',
    files: {
      'other.yaml': group('    a: &a b\n    <<: b'),
      'third.yaml': group('    a: &a b\n    <<: *a'),
      'fourth.yaml': group('    <<: [{ b: c }, d]'),
      'tagged.yaml': group('    !!str <<:'),
    },
    said: ['other.yaml:7:7', 'third.yaml:7:7', 'fourth.yaml:6:7', 'tagged.yaml:6:13']
      .sort()
      .map(
        (place) =>
          `RSH1008 ${place} a merge (<<) of something that is no mapping has no equal in JSON → write it as text, in quotes`,
      ),
  },
  {
    code: 'RSH1009',
    files: { 'group.yaml': manifest('GatewayGroup', 'default', 'labels: { env: !secret dev }') },
    said: ['RSH1009 group.yaml:5:18 Unresolved tag: !secret → remove it, or put the value in quotes'],
  },
];
