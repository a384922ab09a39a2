/** Preloaded into the gateway of a soak run, with `--expose-gc`: says what it holds when it is asked. */
process.on('message', () => {
  for (let n = 0; n < 3; n++) globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  const kinds = process.getActiveResourcesInfo();
  process.send({
    heap: heapUsed,
    external,
    rss,
    handles: kinds.length,
    sockets: kinds.filter((kind) => /TCPSocketWrap|TLSWrap/.test(kind)).length,
  });
});
// It is not what keeps the gateway alive.
process.channel.unref();
