/** Forms that the credentials of well-known services have, and what people call them. */
const forms: readonly (readonly [what: string, form: RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50,})/],
  ['a GitLab token', /\bglpat-[A-Za-z0-9_-]{20}/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a Slack token', /\bxox[abeprs]-[A-Za-z0-9-]{20,}/],
  ['a Stripe key', /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/],
  ['a Google API key', /\bAIza[A-Za-z0-9_-]{35}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['the key of a model API', /\bsk-[A-Za-z0-9_-]{24,}/],
  ['a JSON Web Token', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{16,}/],
  ['a bearer token', /\bBearer\s+[A-Za-z0-9._~+/-]{20,}/],
  ['a URL with a password', /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/:@]{3,}@[^\s]/i],
];

/** What all of these have in them: most texts do not, and are not looked at more closely. */
const hint =
  /PRIVATE KEY|gh[pousr]_|github_pat_|glpat-|A(?:KI|SI)A|xox|k_(?:live|test)_|AIza|npm_|sk-|eyJ|Bearer|:\/\//i;

/** What a text that documents something writes in the place of a credential. */
const placeholder = /example|x{4}|\.{3}|\*{3}|<[^>]*>|\$\{|your|changeme|placeholder|dummy|redacted/i;

/** What kind of credential is in a text, if it has a form that is known. */
export function knownCredential(text: string): string | undefined {
  if (!hint.test(text)) return undefined;
  for (const [what, form] of forms) {
    const match = form.exec(text)?.[0];
    if (match !== undefined && !placeholder.test(match) && bitsPerCharacter(match) >= 2.5) return what;
  }
  return undefined;
}

/** Whether a part of a text is as irregular as only what a machine made up. */
export function looksRandom(text: string): boolean {
  for (const [run] of text.matchAll(
    /(?<![A-Za-z0-9+/_=-])[A-Za-z0-9_-]{32,128}={0,2}(?![A-Za-z0-9+/_=-])/g,
  )) {
    const kinds = [/[a-z]/g, /[A-Z]/g, /[0-9]/g].map((kind) => run.match(kind)?.length ?? 0);
    if (kinds.every((count) => count >= 3) && bitsPerCharacter(run) >= 4) return true;
  }
  return false;
}

/** Shannon entropy of the characters of a text. */
export function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
