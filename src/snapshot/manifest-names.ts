/** The parts of an exposition that name the manifests it was made of. */
interface Placed {
  readonly service: Coordinates;
  readonly plan: { readonly name: string };
  readonly group: string;
}

interface Coordinates {
  readonly name: string;
  readonly version: string;
}

/** A Service as a person writes it, `Orders API:2.1`. What separates the parts is escaped within them. */
export function serviceNameOf({ name, version }: Coordinates): string {
  return `${escaped(name, /[%:/@]/g)}:${escaped(version, /[%/@]/g)}`;
}

/** A ConfigurationPlan: `Orders API:2.1/partners`. */
export function planNameOf({ service, plan }: Pick<Placed, 'service' | 'plan'>): string {
  return `${serviceNameOf(service)}/${escaped(plan.name, /[%@]/g)}`;
}

/** An Exposition: `Orders API:2.1/partners@public`. */
export function expositionNameOf(placed: Placed): string {
  return `${planNameOf(placed)}@${placed.group}`;
}

/** A part of a name without what would be taken for the beginning of the next part. */
function escaped(part: string, separators: RegExp): string {
  return part.replace(separators, encodeURIComponent);
}
