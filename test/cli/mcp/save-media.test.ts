import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { saveMedia } from '../../../src/cli/mcp/save-media.ts';

it('writes images and files of a result in the folder, whatever the tool is called, and replaces none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'reshapr-save-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const directory = join(folder, 'new');
  const image = { type: 'image' as const, mimeType: 'image/png', data: 'AAEC' };
  const file = { type: 'resource' as const, resource: { uri: 'a:b', blob: 'AwQ=' } };
  const content = [{ type: 'text' as const, text: 'hello' }, image, file];
  const saved = await saveMedia(directory, '../map', content);
  expect([...saved.values()]).toEqual([join(directory, '___map-1.png'), join(directory, '___map-2.bin')]);
  expect(await readFile(join(directory, '___map-1.png'))).toEqual(Buffer.from([0, 1, 2]));
  await expect(saveMedia(directory, '../map', content)).rejects.toMatchObject({ code: 'RSH7206' });
});
