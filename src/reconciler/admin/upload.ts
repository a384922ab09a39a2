import type { handleClientStreamingCall } from '@grpc/grpc-js';
import { messageOf, problem } from '../../kernel/index.ts';
import { type admin, pieceCollector } from '../../wire/index.ts';
import type { ControlPlane } from '../control-plane.ts';
import type { Calls } from './calls.ts';
import { invalidRequest } from './problems.ts';

/** Bytes that are collected before they are written, and that one upload may have. */
const batchSize = 16 * 1024 * 1024;
const uploadLimit = 1024 * 1024 * 1024;

/** Stores uploaded objects; what no snapshot comes to use is harmless. */
export function uploadHandler(
  plane: ControlPlane,
  calls: Calls,
): handleClientStreamingCall<admin.PutObjectsRequest, admin.PutObjectsResponse> {
  return (call, callback) => {
    receive()
      .then((stored) => callback(null, { stored }))
      .catch((error: unknown) => callback(calls.statusOf(error)));

    async function receive(): Promise<number> {
      calls.token(call.metadata, 'deploy');
      const collect = pieceCollector();
      let batch: { digest: string; bytes: Uint8Array }[] = [];
      let waiting = 0;
      let total = 0;
      let stored = 0;
      for await (const { piece } of call as AsyncIterable<admin.PutObjectsRequest>) {
        if (piece === undefined) continue;
        const object = collected(collect, piece);
        if (object === undefined) continue;
        batch.push(object);
        stored++;
        waiting += object.bytes.length;
        total += object.bytes.length;
        if (total > uploadLimit) throw problem(invalidRequest, { why: 'the upload is too large' });
        if (waiting < batchSize) continue;
        await plane.store.putObjects(batch);
        batch = [];
        waiting = 0;
      }
      await plane.store.putObjects(batch);
      return stored;
    }
  };
}

function collected(
  collect: ReturnType<typeof pieceCollector>,
  piece: admin.ObjectPiece,
): { digest: string; bytes: Uint8Array } | undefined {
  try {
    return collect(piece);
  } catch (error) {
    throw problem(invalidRequest, { why: messageOf(error) });
  }
}
