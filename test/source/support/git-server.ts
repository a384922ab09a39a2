import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { testEnvironment } from './git.ts';

/** What the server does with a request, after the credentials were right. */
export type Behaviour = 'serve' | 'not found' | 'bad gateway' | 'silent';

/** A git server over HTTP (`git http-backend`) that wants a user and a password. Gives its host and port. */
export async function gitServer(
  root: string,
  login: string,
  behaviour: Behaviour = 'serve',
): Promise<string> {
  const expected = `Basic ${Buffer.from(login).toString('base64')}`;
  const server = createServer((request, response) => {
    if (behaviour === 'silent') return;
    if (behaviour === 'not found') return void response.writeHead(404).end();
    if (behaviour === 'bad gateway') return void response.writeHead(502).end();
    if (request.headers.authorization !== expected)
      return void response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    backend(root, request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Runs `git http-backend` as CGI (RFC 3875). */
function backend(root: string, request: IncomingMessage, response: ServerResponse): void {
  const [path = '/', query = ''] = (request.url ?? '/').split('?');
  const child = spawn('git', ['http-backend'], {
    env: {
      ...testEnvironment,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      PATH_INFO: path,
      QUERY_STRING: query,
    },
  });
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf('\r\n\r\n');
    const headers = output.subarray(0, end).toString('latin1').split('\r\n');
    const status = headers.find((line) => line.startsWith('Status:'))?.slice(8, 11) ?? '200';
    for (const line of headers.filter((header) => !header.startsWith('Status:'))) {
      const [name = '', value = ''] = line.split(': ', 2);
      response.setHeader(name, value);
    }
    response.writeHead(Number(status)).end(output.subarray(end + 4));
  });
}
