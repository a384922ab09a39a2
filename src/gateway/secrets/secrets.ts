import { LRUCache } from 'lru-cache';
import { problem } from '../../kernel/index.ts';
import { fileSecrets, type SecretFiles } from './file-secrets.ts';
import { secretUnavailable } from './problems.ts';

export interface SecretsOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Variables that are never read besides `RESHAPR_*`; `AWS_*` is every name that begins with `AWS_`. */
  readonly deniedVariables?: readonly string[];
  /** `RESHAPR_SECRETS_DIR`; without one no file is read. */
  readonly directory?: string | undefined;
  readonly files: SecretFiles;
}

/** Values that the gateway knows and no manifest holds. */
export interface Secrets {
  /**
   * A text with every `${env:NAME}` and `${file:path}` in it replaced, read anew each time. Throws a Problem,
   * `secretUnavailable`, that names the reference and never a value.
   */
  resolve(text: string, organization: string): Promise<string>;
}

export function secretsOf(options: SecretsOptions): Secrets {
  const { environment, deniedVariables = [] } = options;
  const readFile = fileSecrets(options.directory, options.files);
  const denied = ['RESHAPR_*', ...deniedVariables];
  const known = new LRUCache<string, readonly (string | Reference)[]>({ max: 1024 });

  function readVariable(name: string): string {
    const refuse = (why: string): Error => problem(secretUnavailable, { reference: `\${env:${name}}`, why });
    if (denied.some((pattern) => matches(pattern, name)))
      throw refuse('manifests may not read this variable');
    const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
    if (value === undefined) throw refuse('the variable is not set');
    if (value === '') throw refuse('the variable is empty');
    return value;
  }

  async function valueOfReference(reference: Reference, organization: string): Promise<string> {
    const { text, scheme, name } = reference;
    if (scheme === 'env') return readVariable(name);
    if (scheme !== 'file')
      throw problem(secretUnavailable, { reference: text, why: 'only env and file are known' });
    const value = await readFile(name, organization);
    if (value === '') throw problem(secretUnavailable, { reference: text, why: 'the file is empty' });
    return value;
  }

  return {
    resolve: async (text, organization) => {
      if (!text.includes('${')) return text;
      let parts = known.get(text);
      if (parts === undefined) {
        parts = partsOf(text);
        known.set(text, parts);
      }
      let resolved = '';
      for (const part of parts)
        resolved += typeof part === 'string' ? part : await valueOfReference(part, organization);
      return resolved;
    },
  };
}

/** `${<scheme>:<name>}`. */
interface Reference {
  readonly text: string;
  readonly scheme: string;
  readonly name: string;
}

/** A text, cut at its references. */
function partsOf(text: string): (string | Reference)[] {
  const parts: (string | Reference)[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{(\w+):([^}]+)\}/g)) {
    const [reference, scheme = '', name = ''] = match;
    parts.push(text.slice(end, match.index), { text: reference, scheme, name });
    end = match.index + reference.length;
  }
  return [...parts, text.slice(end)];
}

/** Names compare without case, as Windows reads its environment. */
function matches(pattern: string, name: string): boolean {
  const [a, b] = [pattern.toUpperCase(), name.toUpperCase()];
  return a.endsWith('*') ? b.startsWith(a.slice(0, -1)) : a === b;
}
