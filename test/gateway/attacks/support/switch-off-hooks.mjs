const defences = JSON.parse(process.env.SWITCHED_OFF ?? '[]');

/** Gives a module with its defences switched off. A defence that is not where the table says is an error. */
export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context);
  const own = defences.filter(({ file }) => url.split('?')[0].endsWith(`/src/gateway/${file}`));
  if (own.length === 0) return loaded;
  let source = String(loaded.source);
  for (const { file, from, to } of own) {
    if (source.split(from).length !== 2) throw new Error(`${file} has not once: ${from}`);
    source = source.replace(from, () => to);
  }
  return { ...loaded, source };
}
