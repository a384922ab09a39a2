import { didYouMean, finding, type Location } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import {
  isTemplateFault,
  isUri,
  parseUriTemplate,
  placeholdersOf,
  variablesOf,
} from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import {
  constantTemplate,
  invalidRemoteContent,
  invalidTemplate,
  invalidUri,
  malformedBlob,
  noContent,
  toolsWithoutInterface,
  undeclaredVariable,
  unknownAudience,
  unusableFileUri,
  wrongSize,
} from './resource-diagnostics.ts';
import { isInterface } from './shown-tools.ts';

type Resources = ManifestOf<'Resources'>;
type Resource = NonNullable<Resources['spec']['resources']>[string];
type Template = NonNullable<Resources['spec']['resourceTemplates']>[string];
type At = (...path: (string | number)[]) => Location;

const audiences = ['user', 'assistant'];

/** Reports what is wrong with one resource, as far as it can be told without its plans. */
export function checkResource(uri: string, resource: Resource, artifact: Resources, context: Context): void {
  const at: At = (...path) => artifact.at(['resources', uri, ...path]);
  const key = artifact.at(['resources', uri], 'key');
  const { text, blob, remoteContent, size, tools } = resource;
  if (!isUri(uri)) {
    const isTemplate = uri.includes('{') && !isTemplateFault(parseUriTemplate(uri));
    context.report(finding(invalidUri, { uri, isTemplate }, key));
  } else if (isUnusableFile(uri) && text === undefined && blob === undefined && remoteContent === undefined)
    context.report(finding(unusableFileUri, { uri }, key));
  else if (!/^(file|https?):/i.test(uri) && (text ?? blob ?? remoteContent) === undefined)
    context.report(finding(noContent, { uri }, key));
  checkCommon(uri, resource, at, context);
  const problem = remoteContent === undefined ? undefined : urlFault(remoteContent);
  if (remoteContent !== undefined && problem !== undefined)
    context.report(finding(invalidRemoteContent, { url: remoteContent, problem }, at('remoteContent')));
  if (tools !== undefined && !isInterface(uri))
    context.report(finding(toolsWithoutInterface, { uri }, artifact.at(['resources', uri, 'tools'], 'key')));
  const bytes = text === undefined ? blobBytes(blob) : Buffer.byteLength(text);
  if (size !== undefined && bytes !== undefined && bytes !== size)
    context.report(finding(wrongSize, { uri, size, bytes }, at('size')));
}

/** Reports what is wrong with one template, as far as it can be told without its plans. */
export function checkTemplate(uri: string, template: Template, artifact: Resources, context: Context): void {
  const at: At = (...path) => artifact.at(['resourceTemplates', uri, ...path]);
  const key = artifact.at(['resourceTemplates', uri], 'key');
  const { text, blob } = template;
  checkCommon(uri, template, at, context);
  const parsed = parseUriTemplate(uri);
  const problem = isTemplateFault(parsed)
    ? parsed.problem
    : /^[A-Za-z][A-Za-z0-9+.-]*:/.test(uri)
      ? undefined
      : 'it has no scheme';
  if (problem !== undefined) context.report(finding(invalidTemplate, { template: uri, problem }, key));
  if (problem !== undefined || isTemplateFault(parsed)) return;
  const variables = variablesOf(parsed);
  if (variables.length === 0) context.report(finding(constantTemplate, { template: uri }, key));
  for (const name of text === undefined ? [] : placeholdersOf(text)) {
    if (variables.includes(name)) continue;
    const unknown = { name, template: uri, suggestion: didYouMean(name, variables) };
    context.report(finding(undeclaredVariable, unknown, at('text')));
  }
  if (text !== undefined || blob !== undefined) return;
  if (isUnusableFile(uri)) context.report(finding(unusableFileUri, { uri }, key));
  else if (!/^file:/i.test(uri)) context.report(finding(noContent, { uri }, key));
}

function checkCommon(uri: string, { blob, annotations }: Template, at: At, context: Context): void {
  if (blob !== undefined && blobBytes(blob) === undefined)
    context.report(finding(malformedBlob, { uri }, at('blob')));
  (annotations?.audience ?? []).forEach((audience, index) => {
    if (audiences.includes(audience)) return;
    const problem = { audience, suggestion: didYouMean(audience, audiences) };
    context.report(finding(unknownAudience, problem, at('annotations', 'audience', index)));
  });
}

/** Bytes that a blob stands for; undefined when it is none. */
function blobBytes(blob: string | undefined): number | undefined {
  const base64 = blob?.replaceAll(/\s/g, '');
  if (base64 === undefined || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes.length : undefined;
}

/** A file URI that is not `file:///`, or leads upwards. */
function isUnusableFile(uri: string): boolean {
  return (
    /^file:/i.test(uri) && (!/^file:\/\/\//i.test(uri) || /(^|\/|%2f)(\.|%2e){1,2}(\/|%2f|[?#]|$)/i.test(uri))
  );
}

/** Why a gateway cannot fetch this; undefined when it can. */
function urlFault(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:\/\//i.test(text)) return `'${text}' is no absolute http or https URL`;
  if (url.username !== '' || url.password !== '') return 'holds a user name or a password';
  return undefined;
}
