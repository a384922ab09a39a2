/**
 * Loaded into a suite's process before the suite: gives the tools that it calls other names, those of
 * `CONFORMANCE_TOOL_NAMES` (a JSON object). The suites ask for tools by names that no HTTP method and path make.
 */
import { registerHooks } from 'node:module';

const names = Object.entries(JSON.parse(process.env.CONFORMANCE_TOOL_NAMES ?? '{}'));

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (names.length === 0 || !/conformance[^/]*\/dist\/index\.js$/.test(url)) return loaded;
    const renamed = names.reduce(
      (source, [name, other]) =>
        source.replaceAll(`\`${name}\``, `\`${other}\``).replaceAll(`"${name}"`, `"${other}"`),
      String(loaded.source),
    );
    return { ...loaded, source: renamed };
  },
});
