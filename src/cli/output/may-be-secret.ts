/** A field that holds a credential by its name. */
const names =
  'apiKey|authorization|clientKeyPem|clientSecret|cookie|env|passphrase|password|privateKey|secret|tls|token';

/** Such a field, and something else than a reference in it, on one line. */
const credential = new RegExp(
  `(?:^|[\\s,]|(?<!\\$)\\{)["']?(?:${names})["']?\\s*:\\s*(?!["']?\\$\\{|["']?[,}]|$)\\S`,
  'i',
);

/** Such a field that begins a line, whatever is in it. */
const field = new RegExp(`^[\\s-]*["']?(?:${names})["']?\\s*:`, 'i');

/** A field whose value has fields or lines of its own, each of which may be one. */
const wholeField = new RegExp(`^[\\s-]*["']?(?:env["']?\\s*:|(?:${names})["']?\\s*:\\s*[|>])`, 'i');

/** A line that is a field itself. */
const member = /^[\s-]*["']?[\w$-]+["']?\s*:(?:\s|$)/;

/**
 * Whether a line (from 0 on) may hold a credential: by the name of a field in it, or because it goes on with the value
 * of such a field above it, or stands in a SecretSource outside of all fields, where a text on its own may be anything.
 */
export function mayBeSecret(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (credential.test(line)) return true;
  const isAlone = !member.test(line);
  if (isAlone && isOfSecretSource(lines, index)) return true;
  return linesAbove(lines, index).some((above) => wholeField.test(above) || (isAlone && field.test(above)));
}

/** The lines that a line stands below: each has less of an indentation than the one after it. */
function linesAbove(lines: readonly string[], index: number): string[] {
  const above: string[] = [];
  let indent = indentOf(lines[index] ?? '');
  for (let at = index - 1; at >= 0 && indent > 0; at--) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || indentOf(line) >= indent) continue;
    above.push(line);
    indent = indentOf(line);
  }
  return above;
}

function isOfSecretSource(lines: readonly string[], index: number): boolean {
  let first = index;
  while (first > 0 && !isBorder(lines[first] ?? '')) first--;
  for (let at = first; at < lines.length; at++) {
    if (at > first && isBorder(lines[at] ?? '')) return false;
    if (/^["']?kind["']?\s*:\s*["']?SecretSource\b/.test(lines[at] ?? '')) return true;
  }
  return false;
}

function isBorder(line: string): boolean {
  return /^---(?:\s|$)/.test(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
