import { isScalar, type ProtoField, type ProtoFile } from './model.ts';

/** What a descriptor set may not hold though it can be decoded: in words, the first of it. */
export function illegalPart({ symbols, services, extensions }: ProtoFile): string | undefined {
  const fieldFault = (field: ProtoField): string | undefined => {
    if (!isName(lastOf(field.name))) return nameFault(field.name);
    if (!isScalar(field.type) && !isFullName(field.type.replace(/^\./, ''))) return nameFault(field.type);
    if (field.keyType !== undefined && !isScalar(field.keyType)) return nameFault(field.keyType);
    const { number } = field;
    return number >= 1 && number <= 536_870_911 ? undefined : `the number ${number} of a field`;
  };
  for (const symbol of symbols.values()) {
    if (!isFullName(symbol.name)) return nameFault(symbol.name);
    const faults =
      symbol.kind === 'message'
        ? [
            ...symbol.fields.map(fieldFault),
            ...[...symbol.oneofs.keys()].map((name) => (isName(name) ? undefined : nameFault(name))),
          ]
        : symbol.values.map(({ name }) => (isName(name) ? undefined : nameFault(name)));
    const fault = faults.find((each) => each !== undefined);
    if (fault !== undefined) return fault;
  }
  for (const { name, methods } of services) {
    const bad = [name, ...methods.map((method) => method.name)].find((each) => !isFullName(each));
    if (bad !== undefined) return nameFault(bad);
  }
  return extensions.map(fieldFault).find((fault) => fault !== undefined);
}

function nameFault(name: string): string {
  return `${JSON.stringify(name.slice(0, 64))}, which is no name`;
}

function isName(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}

function isFullName(name: string): boolean {
  return name.split('.').every(isName);
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
