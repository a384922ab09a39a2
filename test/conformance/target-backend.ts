import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fixtureTexts } from './evidence.ts';

/** The files of the fixtures that the backend edits. */
export interface TargetFiles {
  readonly spec: string;
  readonly manifests: string;
}

/** The backend of the fixtures. Two of its operations edit them, so that tools and prompts really change. */
export async function startTargetBackend(files: TargetFiles): Promise<{ server: Server; port: number }> {
  let changes = 0;
  const server = createServer((request, response) => {
    const text = (status: number, body: string): void =>
      void response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
    const bytes = (type: string, content: string): void =>
      void response.writeHead(200, { 'content-type': type }).end(Buffer.from(content, 'base64'));
    request.resume();
    const url = new URL(request.url ?? '', 'http://backend');
    switch (url.pathname) {
      case '/say':
        return text(200, url.searchParams.get('text') ?? '');
      case '/simple-text':
        return text(200, fixtureTexts.test_simple_text);
      case '/error':
        return text(500, fixtureTexts.test_error_handling);
      case '/pause':
        return void setTimeout(() => text(200, 'done'), 50);
      case '/image':
        return bytes('image/png', pixel);
      case '/audio':
        return bytes('audio/wav', silence);
      case '/trigger-tool-change':
        return void rewrite(files.spec, ++changes).then(() => text(200, 'changed'));
      case '/trigger-prompt-change':
        return void rewrite(files.manifests, ++changes).then(() => text(200, 'changed'));
      default:
        return text(200, 'done');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

/** A PNG of one pixel, and a WAV of one sample. */
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const silence = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQIAAAAAAA==';

async function rewrite(file: string, changes: number): Promise<void> {
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/Changed \d+ times/, `Changed ${changes} times`));
}
