import { problem } from '../../../kernel/index.ts';
import { argumentRefused } from '../problems.ts';

/** The bytes that a text in base64 (RFC 4648, 4 or 5, line breaks and padding as they come) stands for. */
export function bytesOfBase64(argument: string, value: unknown): Buffer {
  const text = typeof value === 'string' ? value.replace(/[ \t\r\n]/g, '') : undefined;
  if (
    text === undefined ||
    !/^[A-Za-z0-9+/_-]*={0,2}$/.test(text) ||
    text.replace(/=+$/, '').length % 4 === 1
  )
    throw problem(argumentRefused, { argument, why: 'is not base64' });
  return Buffer.from(text, 'base64');
}
