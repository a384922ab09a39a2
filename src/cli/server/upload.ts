import { piecesOf } from '../../wire/index.ts';
import type { ServerConnection } from './connection.ts';

/** Uploads the objects that the control plane lacks; returns how many that were. */
export async function uploadMissing(
  connection: ServerConnection,
  objects: ReadonlyMap<string, Uint8Array>,
): Promise<number> {
  const { digests } = await connection.ask((client) => client.findMissing, { digests: [...objects.keys()] });
  if (digests.length === 0) return 0;
  return new Promise((resolve, reject) => {
    const call = connection.client.putObjects(connection.metadata, (error, response) => {
      if (error === null) resolve(response.stored);
      else reject(connection.problemOf(error));
    });
    call.on('error', () => undefined);
    void send();

    async function send(): Promise<void> {
      for (const digest of digests)
        for (const piece of piecesOf(digest, objects.get(digest) as Uint8Array))
          if (!call.write({ piece })) await drained();
      call.end();
    }

    function drained(): Promise<void> {
      return new Promise((go) => {
        const done = (): void => {
          call.off('drain', done).off('error', done);
          go();
        };
        call.on('drain', done).on('error', done);
      });
    }
  });
}
