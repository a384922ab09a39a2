import { type Comparison, noteEvent, propertyPath, type Schema, schemaOf, shownPath } from './comparison.ts';

type Keywords = Exclude<Schema, false>;
type Recurse = (before: Schema, after: Schema, path: string, comparison: Comparison) => void;

/** Compares the members of objects: those that are described, which must be there, and which others may be. */
export function compareProperties(
  before: Keywords,
  after: Keywords,
  path: string,
  comparison: Comparison,
  recurse: Recurse,
): void {
  const old = propertiesOf(before);
  const now = propertiesOf(after);
  const wasRequired = requiredOf(before);
  const isRequired = requiredOf(after);
  for (const name of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const at = propertyPath(path, name);
    const was = old.get(name);
    const is = now.get(name);
    if (was === undefined || is === undefined) {
      if (was === undefined) noteAdded(at, isRequired.has(name), isClosed(before), comparison);
      else noteRemoved(at, isClosed(after), comparison);
      // Members of a map were foreseen under any name.
      const inMap = was ?? mapOf(before);
      const inMapNow = is ?? mapOf(after);
      if (inMap !== undefined && inMapNow !== undefined) recurse(inMap, inMapNow, at, comparison);
    } else {
      if (wasRequired.has(name) !== isRequired.has(name)) {
        const event = isRequired.has(name) ? 'property-became-required' : 'property-became-optional';
        noteEvent(comparison, event, at);
      }
      // What must be given is never left out, whatever it would count as then.
      const moot = comparison.direction === 'input' && isRequired.has(name);
      recurse(moot ? withoutDefault(was) : was, moot ? withoutDefault(is) : is, at, comparison);
    }
  }
  compareOthers(before, after, path, comparison, recurse);
}

function noteAdded(at: string, isRequired: boolean, wasClosed: boolean, comparison: Comparison): void {
  if (comparison.direction === 'output' && wasClosed)
    return comparison.note('output-property-unforeseen', { path: shownPath(at) });
  noteEvent(comparison, isRequired ? 'required-property-added' : 'property-added', at);
}

function noteRemoved(at: string, isClosedNow: boolean, comparison: Comparison): void {
  if (comparison.direction === 'input' && !isClosedNow)
    return comparison.note('input-property-ignored', { path: shownPath(at) });
  noteEvent(comparison, 'property-removed', at);
}

/** `additionalProperties`: a schema for members that are not described, or none of them at all. */
function compareOthers(
  before: Keywords,
  after: Keywords,
  path: string,
  comparison: Comparison,
  recurse: Recurse,
): void {
  const wasClosed = isClosed(before);
  const isClosedNow = isClosed(after);
  if (wasClosed !== isClosedNow) return noteEvent(comparison, isClosedNow ? 'closed' : 'opened', path);
  if (wasClosed) return;
  const was = schemaOf(before['additionalProperties']);
  const is = schemaOf(after['additionalProperties']);
  recurse(was, is, propertyPath(path, '*'), comparison);
}

function isClosed({ additionalProperties, unevaluatedProperties }: Keywords): boolean {
  return additionalProperties === false || unevaluatedProperties === false;
}

function withoutDefault(schema: Schema): Schema {
  if (schema === false || schema['default'] === undefined) return schema;
  const { default: _moot, ...rest } = schema;
  return rest;
}

/** What members of any name are, where that is said. */
function mapOf({ additionalProperties }: Keywords): Schema | undefined {
  return typeof additionalProperties === 'object' ? schemaOf(additionalProperties) : undefined;
}

/** What must be there is a property, described or not. */
function propertiesOf(schema: Keywords): Map<string, Schema> {
  const properties = new Map<string, Schema>();
  for (const name of requiredOf(schema))
    properties.set(name, mapOf(schema) ?? (isClosed(schema) ? false : {}));
  for (const [name, property] of Object.entries(schemaOf(schema['properties'])))
    properties.set(name, schemaOf(property));
  return properties;
}

function requiredOf({ required }: Keywords): Set<string> {
  return new Set(Array.isArray(required) ? required.filter((name) => typeof name === 'string') : []);
}
