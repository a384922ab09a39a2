import { type Diagnostic, fileStart, finding, type Location, type Range } from '../../../../kernel/index.ts';
import { duplicateName, notAllowed, tooLarge } from '../diagnostics.ts';
import type { Declaration, Outline } from './outline.ts';

/** What is wrong with a text that may well be parsed. */
export interface CheckedText {
  readonly diagnostics: readonly Diagnostic[];
  /** Offsets of numbers that another declaration has already: no parser goes on behind them. */
  readonly takenNumbers: readonly { readonly offset: number; readonly length: number }[];
  /** It is not parsed: the time that protobufjs takes grows with the square of the fields of a message. */
  readonly isTooLarge: boolean;
}

/** Fields that one message may have. */
const mostFields = 2000;

/** What the language refuses and protobufjs does not, or only without a place. */
export function checkText(outline: Outline, file: string): CheckedText {
  const found: Diagnostic[] = [];
  const takenNumbers: { offset: number; length: number }[] = [];
  const at = (range: Range): Location => ({ file, range });
  const refuse = (problem: string, range: Range): void => {
    found.push(finding(notAllowed, { problem }, at(range)));
  };
  const { syntax, declarations } = outline;
  if (syntax !== undefined && !/^(proto2|proto3|2023|2024)$/.test(syntax.text))
    refuse(
      `'${syntax.text}' is no syntax: proto2, proto3, and the editions 2023 and 2024 are known`,
      syntax.at,
    );

  const names = new Map<string, Declaration>();
  const numbers = new Map<string, Declaration>();
  const enums = new Map<string, Declaration>();
  const fields = new Map<string, number>();
  for (const declaration of declarations) {
    const { name, kind, number } = declaration;
    const holder = names.get(name);
    if (holder === undefined) names.set(name, declaration);
    else {
      const related = [{ ...at(holder.at), message: 'it stands here first' }];
      found.push(finding(duplicateName, { name: lastOf(name) }, at(declaration.at), related));
    }
    if (kind === 'enum') enums.set(name, declaration);
    if (number === undefined || (kind !== 'field' && kind !== 'value')) continue;
    const parent = name.slice(0, Math.max(0, name.lastIndexOf('.')));
    if (kind === 'field') fields.set(parent, (fields.get(parent) ?? 0) + 1);
    const value = Number(number.text);
    const key = `${parent} ${value}`;
    const other = numbers.get(key);
    if (kind === 'field' && !isFieldNumber(value))
      refuse(`${number.text} is no field number: 1 to 536870911 are, without 19000 to 19999`, number.at);
    else if (kind === 'value' && syntax?.text === 'proto3' && isFirst(parent, numbers) && value !== 0)
      refuse('the first value of an enum of proto3 must be 0', number.at);
    if (other === undefined) numbers.set(key, declaration).set(parent, declaration);
    else if (enums.get(parent)?.allowsAlias !== true) {
      refuse(`number ${number.text} belongs to '${lastOf(other.name)}' already`, number.at);
      takenNumbers.push({ offset: number.offset, length: number.text.length });
    }
  }
  const large = [...fields].filter(([, count]) => count > mostFields);
  for (const [name, count] of large) {
    const problem = `${lastOf(name)} has ${count} fields, more than the ${mostFields} that a message may have`;
    found.push(finding(tooLarge, { problem }, at(names.get(name)?.at ?? fileStart)));
  }
  const extensions = declarations.filter(({ kind }) => kind === 'extension');
  const first = extensions[mostFields];
  if (first !== undefined) {
    const problem = `the file has ${extensions.length} extensions, more than the ${mostFields} that one may have`;
    found.push(finding(tooLarge, { problem }, at(first.at)));
  }
  return { diagnostics: found, takenNumbers, isTooLarge: large.length > 0 || first !== undefined };
}

/** Whether no number of a parent was seen so far. */
function isFirst(parent: string, numbers: ReadonlyMap<string, Declaration>): boolean {
  return !numbers.has(parent);
}

function isFieldNumber(number: number): boolean {
  return (
    Number.isInteger(number) &&
    number >= 1 &&
    number <= 536_870_911 &&
    !(number >= 19_000 && number <= 19_999)
  );
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
