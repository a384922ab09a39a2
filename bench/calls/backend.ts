/** A backend that does nothing but answer; it tells how many requests it got when it is asked. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const answer = JSON.stringify({ id: 'o-17', state: 'shipped', lines: [{ sku: 'a', quantity: 2 }] });
let requests = 0;

const server = createServer((_, response) => {
  requests++;
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
    .end(answer);
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', () => process.send?.(requests));
