const sources = new URL('../../src/', import.meta.url).href;
const built = new URL('../../dist/', import.meta.url).href;

export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  if (!resolved.url.startsWith(sources)) return resolved;
  const path = resolved.url.slice(sources.length).replace(/\.ts(?=\?|$)/, '.js');
  return next(`${built}${path}`, context);
}
