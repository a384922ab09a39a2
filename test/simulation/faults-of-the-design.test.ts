import { expect, it } from 'vitest';
import { faults } from './world/faults/faults.ts';

/**
 * What the design (section 7) and the failure table of what others met name, and the faults of the simulator that bring
 * it about. Schedules draw from all of them.
 */
const asked: Readonly<Record<string, readonly string[]>> = {
  loss: ['lose', 'Activate lost', 'Intent lost', 'verdict lost'],
  duplication: ['duplicate', 'Activate twice'],
  'reordering across streams': ['reorder', 'old stream arrives late'],
  'cuts around Activate': [
    ...['cut before Activate', 'cut after Activate', 'cut around a verdict', 'cut around Welcome'],
    ...['gateway killed around the swap', 'control plane killed around Activate'],
  ],
  'cuts elsewhere': ['cut', 'every stream cut at once', 'half open', 'unreachable'],
  'crash of a gateway': ['gateway killed', 'gateway dies twice at its start', 'out of memory'],
  'crash or restart of a control plane': ['control plane killed', 'control plane restarted'],
  'a gateway that says goodbye, or comes twice': ['gateway stopped', 'twin', 'groups changed'],
  'full disk': ['disk full', 'store full'],
  'corrupt byte': [
    ...['corrupt object', 'corrupt header', 'damaged store'],
    ...[
      'gateway killed, bundle damaged',
      'gateway killed, both bundles damaged',
      'gateway killed, disk lost',
    ],
  ],
  'truncated store, restored backup': [
    ...['store truncated', 'store restored from a backup', 'control plane forked from a backup'],
    'gateway restored from a backup',
  ],
  'stale replica': ['stale replica'],
  'replay of an older header': ['older header replayed'],
  'wrong key': [
    ...['header forged', 'header signed with another key', 'header altered after it was signed'],
    ...['header of another organization', 'header with other objects'],
  ],
  'older software, older than the schema': ['gateway downgraded', 'gateway upgraded'],
  'clock skew': ['clock set', 'clock jumps'],
  'slow reader, slow parts': ['slow reader', 'slow network', 'slow disk', 'slow check'],
  'storms of Hello': ['hello storm', 'too many hellos'],
  refusal: ['refused'],
};

it('every fault that was asked for is one of the simulator, and each of its faults is said to be for something', () => {
  expect(Object.values(asked).flat().sort()).toEqual(Object.keys(faults).sort());
});
