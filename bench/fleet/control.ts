/**
 * A control plane in a process of its own, for the benchmark of a restart: it says what it sent, and what it takes.
 * Arguments: state directory, port, gateways to wait for. With `first` it also applies a tree.
 */
import { countSentBytes } from '../support/sent-bytes.ts';
import { generateTree } from '../support/tree.ts';
import { openInstallation } from './installation.ts';

const [directory, port, count, first] = process.argv.slice(2) as [string, string, string, string | undefined];
const gateways = Number(count);

const sent = countSentBytes();
const installation = await openInstallation(directory, Number(port));
const { observed, plane } = installation;
if (first === 'first') await installation.commit(generateTree(20));
const everybody = first === 'first' ? observed.active(gateways) : observed.registered(gateways);
process.send?.({
  type: 'open',
  port: installation.port,
  ...(first === 'first' ? { token: await installation.token() } : {}),
});
const start = performance.now();
await everybody;
const ms = performance.now() - start;
// Whatever was sent with the last registration is on its way by then.
await new Promise((resolve) => setTimeout(resolve, 500));
const { transactions, objectsSent } = observed.counts();
const synced = plane.fleet
  .gateways()
  .filter(({ peer }) => peer.active?.digest === peer.desired?.ref.digest).length;
const rss = process.memoryUsage().rss;
process.send?.({ type: 'done', ms, sent: sent.total(), rss, transactions, objectsSent, synced });
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => void installation.close().then(() => process.exit()));
