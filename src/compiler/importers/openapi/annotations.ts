import type { HttpCall, ToolObject } from '../../../snapshot/index.ts';

/**
 * What a method promises (RFC 9110, 9.2): safe methods only read, idempotent ones may be repeated. A method
 * that promises nothing gets no hint, and a client then expects the worst.
 */
export function annotationsOf(method: HttpCall['method']): ToolObject['annotations'] {
  switch (method) {
    case 'GET':
    case 'HEAD':
    case 'OPTIONS':
    case 'TRACE':
      return { readOnlyHint: true };
    case 'PUT':
    case 'DELETE':
      return { readOnlyHint: false, destructiveHint: true, idempotentHint: true };
    case 'POST':
    case 'PATCH':
      return { readOnlyHint: false };
  }
}
