/** Paths and texts. */
export type Tree = Readonly<Record<string, string>>;

export function manifest(kind: string, name: string, spec: readonly string[], labels = ''): string {
  const head = ['apiVersion: reshapr.io/v1alpha1', `kind: ${kind}`, 'metadata:', `  name: ${name}`];
  if (labels !== '') head.push(`  labels: { team: ${labels} }`);
  return `${[...head, 'spec:', ...spec.map((line) => `  ${line}`)].join('\n')}\n`;
}

const nouns = [
  ...['order', 'invoice', 'shipment', 'customer', 'product', 'contract', 'payment', 'refund', 'ticket'],
  ...['booking', 'vessel', 'berth', 'crew', 'cargo', 'route', 'tariff', 'permit', 'sensor', 'forecast'],
];
const clauses = [
  'which the caller may see',
  'as of the last closing of the books',
  'with what was agreed about it',
  'that has not been settled yet',
  'in the time zone of the port',
  'including those that were cancelled',
  'without what has been archived',
];

/** The noun that a spec has at a place; the first nineteen places differ. */
export function nounAt(team: number, at: number): string {
  const noun = nouns[(team + at) % nouns.length] ?? 'thing';
  return at < nouns.length ? noun : `${noun}${Math.floor(at / nouns.length)}`;
}

/** A sentence about something that is found nowhere else in the tree. */
export function sentence(verb: string, noun: string, team: number, at: number): string {
  const [first, second] = [clauses[(team + at) % clauses.length], clauses[(team * 3 + at) % clauses.length]];
  return `${verb} ${noun} ${at} of team ${team}, ${first}, ${second}.`;
}

export function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
