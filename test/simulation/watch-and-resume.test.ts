import { beforeEach, describe, expect, test } from 'vitest';
import { secretlyNewer } from './world/revisions.ts';
import { type Scripted, scripted } from './world/scripted.ts';

/**
 * Bugs of watches and resumptions that other systems had, and that this one does not: each in the situation that
 * brought it about there. Every rule of `world/oracle.ts` holds besides.
 */
let run: Scripted;
beforeEach(() => {
  run = scripted();
});

/** Alpha serves `a` and `b`, and nothing is on its way. */
function settled(): void {
  run.apply({ a: 'a1', b: 'b1' });
  run.alpha.start();
  run.pass(5_000);
  expect(run.tools()).toEqual(['a', 'b']);
  run.sent();
}

describe('registration', () => {
  test('a change that falls between Hello and its answer is not lost (istiod registers before it computes)', () => {
    run.apply({ a: 'a1' });
    run.on('hello', 'after', () => run.apply({ a: 'a1', c: 'c1' }));
    run.alpha.start();
    run.pass(5_000);
    expect(run.tools()).toEqual(['a', 'c']);
  });

  test('a watch that ends before it was answered is made again (go-control-plane #1356)', () => {
    settled();
    run.apply({ a: 'a2' });
    run.on('welcome', 'before', run.cut);
    run.cut();
    run.pass(20_000);
    expect(run.tools()).toEqual(['a']);
  });

  test('the pause before the next attempt grows although each connection comes up (agentgateway)', () => {
    const at: number[] = [];
    run.alpha.trouble.impostor = (stream) => {
      at.push(run.it.world.time.now());
      stream.cut();
      return { receive: () => undefined, closed: () => undefined };
    };
    run.alpha.start();
    run.pass(120_000);
    expect(at.length).toBeLessThan(30);
  });
});

describe('resume', () => {
  test('costs no object when the content is the same (istiod threw away what clients said they hold)', () => {
    settled();
    run.cut();
    run.pass(20_000);
    expect(run.sent()).toEqual(['none: in-sync']);
  });

  test('after missed revisions costs the difference to the last one (etcd: watch of a compacted revision)', () => {
    settled();
    run.alpha.trouble.unreachable = 'closed';
    run.cut();
    run.pass(1_000);
    run.apply({ a: 'a2', b: 'b1' });
    run.apply({ a: 'a3', b: 'b1' });
    run.apply({ a: 'a3', c: 'c1' });
    run.alpha.trouble.unreachable = undefined;
    run.pass(40_000);
    expect(run.sent()).toEqual(['delta: changed', '-b', '+a', '+c']);
    expect(run.tools()).toEqual(['a', 'c']);
  });

  test('of a gateway that forgot everything brings everything (xDS: re-subscribing forces a resend)', () => {
    settled();
    run.alpha.kill(false);
    run.alpha.disk.bundles.splice(0);
    run.it.world.oracle.forgave('alpha');
    run.pass(1_000);
    run.alpha.start();
    run.pass(5_000);
    expect(run.sent()).toEqual(['full: first', '+a', '+b']);
  });

  test('of a view that the control plane never had is asked about, and a full one says why (Kong fell back silently)', () => {
    settled();
    run.it.control.crash(false);
    run.it.control.store.forgetLists();
    run.apply({ a: 'a1', b: 'b2' });
    run.it.control.start();
    run.pass(30_000);
    expect(run.sent()).toEqual(['full: unknown-view', '+a', '+b']);
    expect(run.tools()).toEqual(['a', 'b']);
  });

  test('does not count what was rejected among what is held (agentgateway leaves it out)', () => {
    settled();
    run.apply({ a: 'a1', b: `${secretlyNewer} b2` });
    run.pass(5_000);
    run.sent();
    run.cut();
    run.pass(100);
    run.apply({ a: 'a1', b: 'b3' });
    run.pass(20_000);
    expect(run.sent()).toEqual(['delta: changed', '+b']);
  });

  test('after the control plane died between signing and sending brings it once (etcd: events lost at a restart)', () => {
    settled();
    run.on('intent', 'before', () => run.it.control.crash(false));
    run.apply({ a: 'a2', b: 'b1' });
    run.pass(1_000);
    run.it.control.start();
    run.pass(30_000);
    expect(run.sent().slice(-2)).toEqual(['delta: changed', '+a']);
  });
});

describe('verdicts', () => {
  test('a rejection is not taken for an acceptance while something else comes to be desired (envoy #14841)', () => {
    settled();
    run.on('verdict', 'before', () => run.it.relabel('alpha', ['south']));
    run.apply({ a: `${secretlyNewer} a2` });
    run.pass(1_000);
    run.it.relabel('alpha', ['north']);
    run.pass(5_000);
    expect(run.it.control.peer('alpha')?.rejection?.permanent).toBe(true);
    expect(run.it.control.peer('alpha')?.active?.digest).not.toBe(
      run.it.control.store.desired(['north'])?.ref.digest,
    );
  });

  test('the answer to an earlier question, come late, answers no later one (xDS: stale nonces)', () => {
    settled();
    run.on('verdict', 'before', () => {
      for (const stream of run.it.world.network.streamsOf('alpha')) stream.abandon(9_000);
    });
    run.apply({ a: 'a2' });
    run.pass(2_000);
    run.apply({ a: 'a3' });
    run.pass(20_000);
    expect(run.it.control.peer('alpha')?.active).toEqual(run.alpha.process()?.state().active?.ref);
    expect(run.tools()).toEqual(['a']);
  });

  test('what was rejected for good is sent once, whatever reconnects (istio #8471)', () => {
    settled();
    run.apply({ a: `${secretlyNewer} a2` });
    run.pass(600_000);
    run.cut();
    run.pass(600_000);
    expect(run.sent().filter((line) => line.startsWith('delta'))).toHaveLength(1);
  });

  test('a new digest is sent at once after a rejection (kgateway #14264)', () => {
    settled();
    run.apply({ a: `${secretlyNewer} a2` });
    run.pass(5_000);
    run.apply({ a: 'a3' });
    run.pass(1_000);
    expect(run.tools()).toEqual(['a']);
  });

  test('a view that is long in warming is passed by two newer ones, and the last is served (envoy #13009)', () => {
    settled();
    run.alpha.trouble.slowDisk = true;
    run.apply({ a: 'a2' });
    run.pass(100);
    run.apply({ a: 'a3' });
    run.cut();
    run.pass(100);
    run.apply({ a: 'a4', d: 'd1' });
    run.pass(120_000);
    expect(run.tools()).toEqual(['a', 'd']);
  });
});

describe('changes', () => {
  test('a view that becomes empty is removed by name, never by absence (OPA: an empty patch wipes)', () => {
    settled();
    run.apply({});
    run.pass(5_000);
    expect(run.sent()).toEqual(['delta: changed', '-a b']);
    expect(run.tools()).toEqual([]);
  });

  test('the same content under a newer revision is not sent (Flux: equal digests do nothing)', () => {
    settled();
    run.apply({ a: 'a1', b: 'b1' });
    run.pass(30_000);
    expect(run.sent()).toEqual([]);
  });

  test('a lost Activate is found by the answer that is missing, and only that view is sent again (reshapr v1)', () => {
    settled();
    run.lose('activate');
    run.apply({ a: 'a2', b: 'b1' });
    run.pass(70_000);
    expect(run.sent()).toEqual(['delta: changed', '+a', 'delta: retry', '+a']);
    expect(run.tools()).toEqual(['a', 'b']);
  });
});
