import type { Range } from '../../../../kernel/index.ts';
import { type Token, type Tokens, tokensOf } from './tokens.ts';

/** One import of a file: `import public "a/b.proto";`. */
export interface ImportStatement {
  readonly name: string;
  readonly isPublic: boolean;
  readonly at: Range;
}

/** Something that a file declares, and where: the parser of protobufjs keeps no places. */
export interface Declaration {
  readonly kind: 'message' | 'enum' | 'value' | 'service' | 'rpc' | 'field' | 'extension' | 'oneof' | 'group';
  /** With its package: `shop.v1.Order.id`. */
  readonly name: string;
  /** Of the name itself. */
  readonly at: Range;
  /** Of the types that it names: of a field, or of the request and the response of a method. */
  readonly types: readonly Range[];
  readonly comment: string | undefined;
  /** Values of `google.api.field_behavior`. */
  readonly behaviors: readonly string[];
  /** The number that it gives, and where; of a field or a value. */
  readonly number?: { readonly text: string; readonly at: Range; readonly offset: number };
  /** Of an enum: several names may have one number. */
  readonly allowsAlias: boolean;
}

/** What a text of protobuf declares. Tolerant: it is made of broken texts too. */
export interface Outline {
  readonly tokens: Tokens;
  /** What `syntax` or `edition` says, and where; undefined when there is neither, which is proto2. */
  readonly syntax: { readonly text: string; readonly at: Range } | undefined;
  readonly package: string;
  readonly imports: readonly ImportStatement[];
  readonly declarations: readonly Declaration[];
}

/** One statement: its tokens up to `;` or `{`, and the statements of its block. */
interface Statement {
  readonly head: readonly Token[];
  readonly block: readonly Statement[] | undefined;
  /** The `;` or `}` that ends it. */
  readonly end: Token | undefined;
}

/** Levels of blocks that are looked into. */
const deepest = 64;

export function outlineOf(text: string): Outline {
  const tokens = tokensOf(text);
  const statements = statementsOf(tokens.all);
  const packageName = textsOf(statements.find(({ head }) => head[0]?.text === 'package'))
    .slice(1)
    .join('');
  const imports: ImportStatement[] = [];
  const syntax = statements.find(({ head }) => /^(syntax|edition)$/.test(head[0]?.text ?? ''))?.head[2];
  const declarations: Declaration[] = [];
  for (const { head } of statements) {
    const [first, ...rest] = head;
    const path = rest.find((token) => /^["']/.test(token.text));
    if (first?.text !== 'import' || path === undefined) continue;
    const isPublic = rest[0]?.text === 'public';
    imports.push({ name: unquoted(path.text), isPublic, at: tokens.range(path) });
  }
  for (const statement of statements) declare(statement, packageName, undefined);
  return {
    tokens,
    syntax: syntax && { text: unquoted(syntax.text), at: tokens.range(syntax) },
    package: packageName,
    imports,
    declarations,
  };

  function declare(statement: Statement, scope: string, inside: Inside): void {
    const head = statement.head.filter(
      ({ text: word }, index) => index > 0 || !/^(export|local)$/.test(word),
    );
    const [first, second] = head;
    if (first === undefined) return;
    const children = (name: string, kind: Inside): void => {
      for (const child of statement.block ?? []) declare(child, name, kind);
    };
    const add = (kind: Declaration['kind'], name: Token, types: readonly Token[] = []): string => {
      const full = scope === '' ? name.text : `${scope}.${name.text}`;
      declarations.push({
        kind,
        name: full,
        at: tokens.range(name),
        types: types.map((type) => tokens.range(type)),
        comment: first.comment ?? statement.end?.trailing ?? (statement.block && head.at(-1)?.trailing),
        behaviors: behaviorsOf(head),
        ...numberOf(head, tokens),
        allowsAlias: statement.block?.some(allowsAlias) ?? false,
      });
      return full;
    };
    const { text: word } = first;
    if (second !== undefined && statement.block !== undefined && /^(message|enum|service)$/.test(word)) {
      const kind = word as 'message' | 'enum' | 'service';
      children(add(kind, second), kind);
    } else if (word === 'oneof' && second !== undefined && statement.block !== undefined) {
      add('oneof', second);
      children(scope, 'message');
    } else if (word === 'extend' && statement.block !== undefined) children(scope, 'extend');
    else if (word === 'rpc' && inside === 'service' && second !== undefined)
      add('rpc', second, typesOfMethod(head));
    else if (/^(option|reserved|extensions|syntax|edition|package|import)$/.test(word)) {
      // A field whose type is called like a keyword: `reserved reserved = 1;`.
      if (holdsFields(inside) && word !== 'option' && head[2]?.text === '=') declareField(head);
    } else if (inside === 'enum') add('value', first);
    else if (holdsFields(inside)) declareField(head);

    function declareField(words: readonly Token[]): void {
      const sign = words.findIndex(({ text: each }) => each === '=');
      const name = words[sign - 1];
      if (name === undefined || sign < 2) return;
      if (words[sign - 2]?.text === 'group') {
        const type = add('group', name);
        const field = type.slice(type.lastIndexOf('.') + 1).toLowerCase();
        declarations.push({
          ...(declarations.at(-1) as Declaration),
          kind: 'field',
          name: nested(scope, field),
        });
        children(type, 'message');
      } else
        add(
          inside === 'extend' ? 'extension' : 'field',
          name,
          words
            .slice(0, sign - 1)
            .filter(({ text: each }) => /^[A-Za-z_.]/.test(each))
            .slice(-1),
        );
    }
  }
}

type Inside = 'enum' | 'message' | 'service' | 'extend' | undefined;

function holdsFields(inside: Inside): boolean {
  return inside === 'message' || inside === 'extend';
}

function unquoted(text: string): string {
  return text.replace(/^["']|["']$/g, '');
}

function allowsAlias({ head }: Statement): boolean {
  return head.map(({ text }) => text).join(' ') === 'option allow_alias = true';
}

function nested(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`;
}

function textsOf(statement: Statement | undefined): string[] {
  return statement?.head.map(({ text }) => text) ?? [];
}

/** `rpc Get (stream a.Request) returns (a.Response)`: the last word in each pair of parentheses. */
function typesOfMethod(head: readonly Token[]): Token[] {
  return head
    .filter((token, index) => head[index + 1]?.text === ')' && /^[A-Za-z_.]/.test(token.text))
    .slice(0, 2);
}

/** `[(google.api.field_behavior) = REQUIRED, …]`. */
function behaviorsOf(head: readonly Token[]): string[] {
  return head.flatMap(({ text }, index) =>
    /^\.?google\.api\.field_behavior$/.test(text) && head[index + 2]?.text === '='
      ? [head[index + 3]?.text ?? '']
      : [],
  );
}

function numberOf(head: readonly Token[], tokens: Tokens): Pick<Declaration, 'number'> {
  const sign = head.findIndex(({ text }) => text === '=');
  const number = sign < 0 ? undefined : head[sign + 1];
  return number === undefined
    ? {}
    : { number: { text: number.text, at: tokens.range(number), offset: number.offset } };
}

/** Cuts tokens into statements; what an option or brackets hold stays in the head of its statement. */
function statementsOf(all: readonly Token[]): Statement[] {
  let at = 0;
  return block(0);

  function block(depth: number): Statement[] {
    const statements: Statement[] = [];
    let head: Token[] = [];
    let brackets = 0;
    while (at < all.length) {
      const token = all[at++] as Token;
      if (token.text === '[') brackets++;
      else if (token.text === ']') brackets--;
      const isValue = brackets > 0 || head[0]?.text === 'option';
      if (isValue && token.text === '{') brackets++;
      else if (isValue && token.text === '}') brackets--;
      else if (token.text === '}') return statements;
      else if (token.text === '{' && depth < deepest) {
        const inner = block(depth + 1);
        const end = all[at - 1];
        statements.push({ head, block: inner, end });
        head = [];
        continue;
      } else if (token.text === ';' && brackets <= 0) {
        statements.push({ head, block: undefined, end: token });
        head = [];
        brackets = 0;
        continue;
      }
      head.push(token);
    }
    if (head.length > 0) statements.push({ head, block: undefined, end: undefined });
    return statements;
  }
}
