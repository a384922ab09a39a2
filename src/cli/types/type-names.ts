/** Gives out names of types: each once, made of whatever text, the same for the same texts in the same order. */
export function typeNames(reserved: Iterable<string>): (text: string) => string {
  const taken = new Set(reserved);
  return (text) => {
    const wanted = pascalCase(text) || 'Type';
    let name = wanted;
    for (let nth = 2; taken.has(name); nth++) name = `${wanted}V${nth}`;
    taken.add(name);
    return name;
  };
}

/**
 * `get_orders_id` → `GetOrdersId`. Letters after digits are capitals, as `json-schema-to-typescript` would make them,
 * which changes nothing more in such a name.
 */
function pascalCase(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .replace(/^[\d ]+/, '')
    .replaceAll(/(^| )([A-Za-z])/g, (_, _space, letter: string) => letter.toUpperCase())
    .replaceAll(' ', '')
    .replaceAll(/\d[a-z]/g, (pair) => pair.toUpperCase());
}
