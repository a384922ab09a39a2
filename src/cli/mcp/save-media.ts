import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContentBlock } from '@modelcontextprotocol/sdk/types.js';
import { makeDirectory } from '../../kernel/index.ts';
import { fileProblem } from '../file-problem.ts';
import { extensionOf, mediaOf } from './render-result.ts';

/** Writes the bytes of a result as `<tool>-1.png` and so on, and replaces no file. */
export async function saveMedia(
  directory: string,
  tool: string,
  content: readonly ContentBlock[],
): Promise<ReadonlyMap<ContentBlock, string>> {
  const saved = new Map<ContentBlock, string>();
  for (const block of content) {
    const media = mediaOf(block);
    if (media === undefined) continue;
    const name = `${tool.replaceAll(/[^\w-]/g, '_')}-${saved.size + 1}.${extensionOf(media.mimeType)}`;
    const file = join(directory, name);
    try {
      await makeDirectory(directory);
      await writeFile(file, media.bytes, { flag: 'wx' });
    } catch (error) {
      throw fileProblem(file, error);
    }
    saved.set(block, file);
  }
  return saved;
}
