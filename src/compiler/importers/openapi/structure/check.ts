import { didYouMean, finding, isJsonObject, type JsonObject } from '../../../../kernel/index.ts';
import { structureProblem } from '../diagnostics.ts';
import type { Node, Resolver } from '../resolve.ts';
import type { Dialect } from '../version.ts';
import type { Form, Grammar, ObjectForm } from './grammar.ts';
import { grammar30, grammar31 } from './grammar-3.ts';
import { grammar20 } from './grammar-20.ts';
import { referenceCheck } from './references.ts';

/** Fields of a Reference Object (OpenAPI 3.1, 4.8.23). */
const referenceFields = new Set(['$ref', 'summary', 'description']);

const grammars: Readonly<Record<Dialect, Grammar>> = { '2.0': grammar20, '3.0': grammar30, '3.1': grammar31 };

/**
 * Reports where a spec is not built as its standard says: fields that do not exist, are missing or have the wrong
 * form, and references to nothing. Each object of the main document is looked at once; what is wrong in a schema is told
 * when it is converted.
 */
export function checkStructure(resolver: Resolver): void {
  const grammar = grammars[resolver.dialect];
  const references = referenceCheck(resolver);
  check(resolver.root, { object: 'root' });

  function report(problem: string, hint: string, node: Node, part: 'key' | 'value'): void {
    resolver.report(finding(structureProblem, { problem, hint }, resolver.locate(node, part)));
  }

  function check(node: Node, form: Form): void {
    const { value } = node;
    if (form === 'any') return;
    if (form === 'schema') {
      references.inSchema(node);
      return;
    }
    if (form === 'text' || form === 'boolean') {
      if (typeof value !== (form === 'text' ? 'string' : 'boolean')) wrongForm(node, form);
    } else if ('list' in form) {
      if (!Array.isArray(value)) wrongForm(node, 'list');
      else for (const [index] of value.entries()) check(resolver.child(node, index) as Node, form.list);
    } else if (!isJsonObject(value)) wrongForm(node, 'mapping');
    else if ('map' in form) {
      for (const key of Object.keys(value)) {
        if (key.startsWith('x-')) continue;
        const member = resolver.child(node, key) as Node;
        if (form.keys !== undefined && !form.keys.test(key.trim()))
          report(`'${key}' must ${form.keyForm}`, 'correct the key', member, 'key');
        check(member, form.map);
      }
    } else checkObject(node, value, grammar[form.object] as ObjectForm);
  }

  function checkObject(node: Node, value: JsonObject, form: ObjectForm): void {
    references.of(node);
    if (form.referable === true && typeof value['$ref'] === 'string') {
      const beside = Object.keys(value).filter((key) => !referenceFields.has(key) && !key.startsWith('x-'));
      for (const key of beside)
        report(
          `'${key}' beside a $ref is ignored`,
          'remove it, or the $ref',
          resolver.child(node, key) as Node,
          'key',
        );
      return;
    }
    for (const key of Object.keys(value)) {
      if (key.startsWith('x-')) continue;
      const member = resolver.child(node, key);
      if (member === undefined) continue;
      const field = Object.hasOwn(form.fields, key) ? form.fields[key] : undefined;
      if (field !== undefined) check(member, field);
      else {
        const hint = didYouMean(key, Object.keys(form.fields)) ?? 'remove it, or let its name begin with x-';
        report(`${form.what} has no field '${key}'`, hint, member, 'key');
      }
    }
    for (const field of form.required ?? [])
      if (value[field] === undefined)
        report(`${form.what} needs the field '${field}'`, `add ${field}:`, node, 'key');
  }

  function wrongForm(node: Node, form: string): void {
    const name = node.key || 'the spec';
    report(`'${name}' must be a ${form}`, `write a ${form} here`, node, 'value');
  }
}
