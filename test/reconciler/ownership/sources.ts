import { group, offered, openApi } from '../../e2e/support/tree.ts';

export type Texts = Readonly<Record<string, string>>;

interface SourceOptions {
  /** Sources that it takes over from. */
  readonly adopts?: readonly string[];
  /** Groups of others that it uses. */
  readonly external?: readonly string[];
  /** Groups that it declares, with more fields of their spec. */
  readonly groups?: Readonly<Record<string, string>>;
  /** Services, each with one endpoint: the group that it is on, and more fields of the spec of its Exposition. */
  readonly services?: Readonly<
    Record<string, readonly [group: string, spec?: string, tools?: readonly string[]]>
  >;
}

/** A source with what a test is about, and nothing else. */
export function sourceTree(
  id: string,
  { adopts = [], external = [], groups = {}, services = {} }: SourceOptions,
): Texts {
  const spec = `{ organization: acme, externalGroups: [${external.join()}], adopts: [${adopts.join()}] }`;
  const head = `apiVersion: reshapr.io/v1alpha1\nkind: Project\nmetadata: { name: ${id} }\nspec: ${spec}\n`;
  const texts: Record<string, string> = { 'reshapr.yaml': head };
  for (const [name, more] of Object.entries(groups))
    texts[`groups/${name}.yaml`] = withField(group(name, { env: name }), more);
  for (const [name, [on, more = '', tools = ['items', 'parts']]] of Object.entries(services)) {
    const paths = Object.fromEntries(tools.map((tool) => [`/${tool}`, `Lists ${tool}.`]));
    texts[`specs/${name.toLowerCase()}.yaml`] = openApi(name, paths);
    texts[`${name.toLowerCase()}.yaml`] = withField(offered(name, 'http://backend.invalid', on), more);
  }
  return texts;
}

/** One more field at the end of a spec that ends a text. */
function withField(text: string, field: string): string {
  return field === '' ? text : text.replace(/ \}\n$/, `, ${field} }\n`);
}
