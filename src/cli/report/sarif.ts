import { createHash } from 'node:crypto';
import { ruleCatalogue, type SuppressedFinding } from '../../compiler/index.ts';
import type { Diagnostic, Json, Location, Severity } from '../../kernel/index.ts';
import { findingCatalogue } from '../explain/catalogue.ts';
import { json } from '../output/console.ts';
import { messageWithHint, type Renderer, type Report } from './report.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** Names the root of the repository, wherever it is checked out (SARIF 2.1.0, 3.14.14). */
const sourceRoot = '%SRCROOT%';

/** SARIF 2.1.0, for code scanning. Holds no text of any file, no path of this machine and no time. */
export const renderSarif: Renderer = (report) => {
  const names = new Map(ruleCatalogue().map((rule) => [rule.code, rule.name]));
  const rules = findingCatalogue().map(
    ({ code, title, help, severity }): Json => ({
      id: code,
      ...(names.has(code) ? { name: names.get(code) } : {}),
      shortDescription: { text: title },
      fullDescription: { text: help },
      help: { text: help },
      defaultConfiguration: { level: levels[severity] },
    }),
  );
  const ruleIndexes = new Map(findingCatalogue().map(({ code }, index) => [code, index]));
  const fingerprint = fingerprints();
  const entries = [
    ...report.findings.map((finding) => ({ finding, suppressed: undefined })),
    ...report.suppressed.map((suppressed) => ({ finding: suppressed.finding, suppressed })),
  ];
  const results = entries.map(({ finding, suppressed }) => ({
    ...resultOf(finding, report, ruleIndexes),
    partialFingerprints: { 'reshapr/v1': fingerprint(finding) },
    suppressions: suppressed === undefined ? [] : [suppressionOf(suppressed)],
  }));
  return json({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'reshapr', semanticVersion: report.version, rules } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          [sourceRoot]: { description: { text: 'The root of the repository that holds the tree.' } },
        },
        invocations: [{ executionSuccessful: true }],
        results,
      },
    ],
  });
};

function resultOf(finding: Diagnostic, report: Report, indexes: ReadonlyMap<string, number>) {
  const { code, severity, related = [] } = finding;
  const ruleIndex = indexes.get(code);
  return {
    ruleId: code,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: messageWithHint(finding) },
    locations: [{ physicalLocation: placeOf(finding, report) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((other, id) => ({
            id,
            message: { text: other.message },
            physicalLocation: placeOf(other, report),
          })),
        }),
  };
}

function suppressionOf({ by, reason }: SuppressedFinding): Json {
  return { kind: by === 'comment' ? 'inSource' : 'external', status: 'accepted', justification: reason };
}

function placeOf({ file, range: { start, end } }: Location, { prefix }: Report) {
  return {
    artifactLocation: { uri: uriOf(`${prefix}${file}`), uriBaseId: sourceRoot },
    region: {
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
    },
  };
}

/** A path as a relative URI (RFC 3986); half a surrogate pair, which no URI can carry, becomes U+FFFD. */
function uriOf(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/');
}

/**
 * Knows a finding again when lines above it come or go: by what is said of which file, and which of several such
 * findings it is.
 */
function fingerprints(): (finding: Diagnostic) => string {
  const seen = new Map<string, number>();
  return ({ code, file, message }) => {
    const what = JSON.stringify([code, file, message]);
    const nth = seen.get(what) ?? 0;
    seen.set(what, nth + 1);
    return createHash('sha256').update(`${what} ${nth}`).digest('hex').slice(0, 32);
  };
}
