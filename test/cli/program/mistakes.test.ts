import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/run-command.ts';

/** Calls that cannot work, and what is said. None of them asks a control plane that is there. */
describe('mistakes at the command line', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'reshapr-home-'));
  });

  it.each([
    ['statsu', 'Did you mean status?'],
    ['plan --bsae x', 'Did you mean --base?'],
    ['history -n x', 'It must be a whole number'],
    ['apply --timeout soon', 'It must be a number of seconds'],
    ['apply --timeout', 'argument missing'],
    ['apply --confirm-removals lots', 'It must be a whole number'],
    ['rollback --timeout -1', 'It must be a number of seconds'],
    ['wait abc', 'It must be a whole number'],
    ['dev --port x', 'It must be a whole number'],
    ['dev --port 70000', 'from 0 to 65535'],
    ['serve --interval often', 'It must be a number of seconds'],
    ['serve --listen nowhere', '--listen nowhere is no address'],
    ['serve --http 1:2:3', '--http 1:2:3 is no address'],
    ['serve --no-tls --listen 0.0.0.0:1', 'listens on loopback only'],
    ['serve --tls-cert x.pem', '--tls-cert and --tls-key belong together'],
    ['api-token create x -v 2', 'Allowed choices are 1, 7, 30, 90'],
    ['api-token create x --role god', 'Allowed choices are gateway, read, deploy, admin'],
    ['api-token create', "missing required argument 'name'"],
    ['endpoints --format xml', 'Allowed choices are'],
    ['completion tcsh', 'Allowed choices are bash, zsh, fish'],
    ['gateway-group create edge', '--labels'],
    ['gateway-group create edge --labels nope', 'is no JSON object of texts'],
    ['gateway-group create edge --labels {"a":1}', 'is no JSON object of texts'],
    ['schema Servce', "did you mean 'Service'?"],
    ['explain RSH7202x', 'there is no code RSH7202x'],
    ['validate nowhere', "there is no directory 'nowhere'"],
    ['validate package.json', 'is not a directory'],
    ['build nowhere', "there is no directory 'nowhere'"],
    ['plan nowhere', "there is no directory 'nowhere'"],
    ['apply nowhere', "there is no directory 'nowhere'"],
    ['build examples/reshapr.d --group nope', "there is no gateway group 'nope'"],
    ['build examples/reshapr.d --key package.json', 'holds no Ed25519 private key'],
    ['build examples/reshapr.d --key /nowhere/key.pem', 'no such file or directory'],
    ['build examples/reshapr.d --out /nowhere/x', '/nowhere/x: no such file or directory'],
    ['api-key create nope examples/reshapr.d', "there is no ConfigurationPlan 'nope'"],
    ['status', 'no control plane is named'],
    ['status --server http://x', 'no API token for http://x is given'],
    ['status --server x:y:z --token t', "'x:y:z' is no address of a control plane"],
    ['status --server https://x --token t --ca /nowhere/ca.pem', '/nowhere/ca.pem: no such file'],
    ['apply package.json', 'package.json is no saved plan'],
    ['show package.json', 'package.json is no saved plan'],
    ['gateway', 'RESHAPR_CTRL_TOKEN is not set'],
    ['gateway --check', 'RESHAPR_CTRL_TOKEN is not set'],
    ['init /dev/null/x', 'RSH7206'],
  ])('reshapr %s', async (call, said) => {
    const { code, err } = await runCommand(call.split(' '), { HOME: home });
    expect(code).toBe(1);
    expect(err).toContain(said);
    expect(err).not.toMatch(/^\s+at /m);
    // One line, and a hint, with what it takes to say a choice.
    expect(err.split('\n').length).toBeLessThanOrEqual(3);
  });
});
