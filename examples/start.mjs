// `npm start`: the sample backend, and `reshapr dev` on the example tree beside it. Keys are made for this run.
// HAVN_PORT, HAVN_HARBOUR_PORT and HAVN_TREE choose other ports for the backend, and a tree that says so.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { startHarbour } from './backend/harbour.mjs';
import { startBackend } from './backend/server.mjs';

const key = () => randomBytes(12).toString('base64url');
const env = {
  HAVN_TRAVELLER_KEY: key(),
  HAVN_STAFF_KEY: key(),
  ...process.env,
};

const port = Number(env.HAVN_PORT ?? 4010);
const harbourPort = Number(env.HAVN_HARBOUR_PORT ?? 4011);
const backend = await startBackend(port);
const harbour = await startHarbour(harbourPort);
console.error(
  `Havn Ferries, the sample backend, listens on http://127.0.0.1:${port}, and for gRPC on ${harbourPort}`,
);
console.error(`  HAVN_TRAVELLER_KEY=${env.HAVN_TRAVELLER_KEY}  for booking`);
console.error(`  HAVN_STAFF_KEY=${env.HAVN_STAFF_KEY}  for crew-bookings, fleet and harbour\n`);

const cli = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const tree = env.HAVN_TREE ?? fileURLToPath(new URL('reshapr.d', import.meta.url));
const dev = spawn(process.execPath, [cli, 'dev', tree, ...process.argv.slice(2)], { env, stdio: 'inherit' });

// Ctrl-C reaches the child by itself; whoever ends only this process means both.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => dev.kill('SIGTERM'));
dev.on('exit', (code, signal) => {
  backend.close();
  backend.closeAllConnections();
  harbour.forceShutdown();
  process.exitCode = code ?? (signal === null ? 0 : 1);
});
