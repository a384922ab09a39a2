import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fixtureTexts } from './scenarios.ts';

/** The backend of the fixtures. One of its operations edits the spec, so that the tools really change. */
export async function startTargetBackend(specFile: string): Promise<{ server: Server; port: number }> {
  let changes = 0;
  const server = createServer((request, response) => {
    const text = (status: number, body: string): void =>
      void response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
    request.resume();
    switch (request.url) {
      case '/simple-text':
        return text(200, fixtureTexts.test_simple_text);
      case '/error':
        return text(500, fixtureTexts.test_error_handling);
      case '/trigger-tool-change':
        changes += 1;
        return void rewrite(specFile, changes).then(() => text(200, 'changed'));
      default:
        return text(200, 'done');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

async function rewrite(specFile: string, changes: number): Promise<void> {
  const text = await readFile(specFile, 'utf8');
  await writeFile(specFile, text.replace(/Changed \d+ times/, `Changed ${changes} times`));
}
