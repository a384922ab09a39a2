/** `fastmcp/openapi`, as its manual starts it: `node fastmcp.mjs <module> <spec> <port>`. */
const [module, spec, port] = process.argv.slice(2);
const { fromOpenAPI } = await import(module);
const server = await fromOpenAPI({ spec });
await server.start({
  transportType: 'httpStream',
  httpStream: { port: Number(port), host: '127.0.0.1', enableJsonResponse: true },
});
