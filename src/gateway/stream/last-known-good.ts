import { type Log, messageOf } from '../../kernel/index.ts';
import {
  type BuildResult,
  entryKey,
  isSignedBy,
  type Staged,
  type ViewServer,
} from '../../snapshot/index.ts';
import type { ActiveView, ViewRef } from '../../wire/index.ts';
import type { BundleStore, StoredBundle } from './bundle-store.ts';
import type { Contents } from './contents.ts';
import type { Trust } from './trust.ts';

/** What a gateway has to start with. */
export interface LastKnownGood {
  /** Built, and not served yet. */
  readonly staged: Staged | undefined;
  readonly active: ActiveView | null;
  /** The view whose bundle is passed over, because two starts with it died. */
  readonly crashed: ViewRef | null;
}

/** Starts that may die with a bundle before it is passed over. */
const patience = 2;

/**
 * The newest stored view that is signed by a trusted key and can be built. After two starts that died before
 * they were ready, the newest is passed over for the one before it.
 */
export async function lastKnownGood(
  bundles: BundleStore,
  trust: Trust,
  contents: Contents,
  server: ViewServer,
  diedBefore: number,
  log: Log,
): Promise<LastKnownGood> {
  const stored = await bundles.load();
  const trusted = stored.filter((bundle) => {
    const signed = isSignedBy(bundle.envelope, trust.keys());
    if (!signed)
      log.error('a stored bundle is refused', { file: bundle.file, reason: 'no trusted key signed it' });
    return signed;
  });
  const passOver = diedBefore >= patience && trusted.length > 1;
  const crashed = passOver && trusted[0] !== undefined ? refOf(trusted[0]) : null;
  if (crashed !== null)
    log.error('two starts died with the newest bundle: going back to the one before', {
      view: crashed.digest,
    });

  for (const bundle of passOver ? trusted.slice(1) : trusted) {
    const bytes = new Map(bundle.objects.map((object) => [object.digest, object.bytes]));
    const bytesOf = (digest: string): Uint8Array => bytes.get(digest) as Uint8Array;
    const entries = new Map(
      bundle.objects.map(({ kind, name, digest }) => [entryKey({ kind, name }), { kind, name, digest }]),
    );
    const result = await server.build({ header: bundle.header, entries, bytesOf }).catch(notBuilt);
    if (result.type === 'rejected') {
      log.error('a stored bundle cannot be built', { file: bundle.file, findings: result.findings });
      continue;
    }
    for (const object of bundle.objects) contents.add(object.digest, object.bytes);
    const active = { ref: refOf(bundle), organization: bundle.header.organization, entries };
    return { staged: result.staged, active, crashed };
  }
  return { staged: undefined, active: null, crashed };
}

/** A bug, and no reason to start without the view before it. */
function notBuilt(error: unknown): BuildResult {
  const finding = {
    kind: 'view',
    name: '',
    code: 'not-built',
    severity: 'error',
    message: messageOf(error),
  } as const;
  return { type: 'rejected', permanent: true, findings: [finding] };
}

function refOf({ header }: StoredBundle): ViewRef {
  return { epoch: header.epoch, sequence: header.sequence, digest: header.view };
}
