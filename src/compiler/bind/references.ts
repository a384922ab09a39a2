import { finding, type Location } from '../../kernel/index.ts';
import { referencePattern } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import { badReference, literalCredential } from './diagnostics.ts';

/** Reports references in a text that no gateway would resolve. */
export function checkReferences(text: string, at: Location, context: Context): void {
  for (const [reference, scheme, name = ''] of text.matchAll(new RegExp(referencePattern, 'g'))) {
    const why = scheme === 'env' ? envFault(name) : fileFault(name);
    if (why !== undefined) context.report(finding(badReference, { reference, why }, at));
  }
}

/** Says what is wrong with a text that should be a reference: a literal, or `${NAME}` as shells have it. */
export function reportLiteral(text: string, field: string, at: Location, context: Context): void {
  const [, name] = /^\$\{(\w+)\}$/.exec(text) ?? [];
  if (name === undefined) context.report(finding(literalCredential, { field }, at));
  else context.report(finding(badReference, { reference: text, why: `write \${env:${name}}` }, at));
}

function envFault(name: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return 'this is no name of an environment variable';
  return name.startsWith('RESHAPR_') ? "the gateway's own settings cannot be read by manifests" : undefined;
}

function fileFault(path: string): string | undefined {
  if (path.startsWith('/') || path.includes('\\')) return 'the path must be relative, with /';
  return path.split('/').includes('..') ? 'the path must not leave the secrets directory' : undefined;
}
