// Receipts that the build of the first verifier made: one that holds, each attack's, and bits flipped. Run: node --test
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Malformed } from './bytes.mjs';
import { verifyBundle } from './bundle.mjs';
import { readOrganizations } from './identity.mjs';
import { verifyReceipt } from './receipt.mjs';

const MADE = new URL('../../plugins/ledger-fabric-receipt/target/receipt-vectors/', import.meta.url);
const REAL = new URL('../../karaf-features/fabric-network/target/receipt-vectors/', import.meta.url);
const BUNDLE = new URL('../../plugins/api/src/test/resources/vectors/bundle.txt', import.meta.url);
const skip = existsSync(MADE) ? false : 'no receipts are made: mvn -pl plugins/ledger-fabric-receipt -am verify makes them';
const file = (name) => readFileSync(new URL(name, MADE));
const NAMES = { channel: 'evidence', contract: 'evidence' };
const expected = () => ({ ...NAMES, organizations: readOrganizations(fileURLToPath(new URL('organizations', MADE)), 'OrdererMSP') });

test('a receipt proves a checkpoint, on which the sample bundle rests', { skip }, () => {
  const anchored = verifyReceipt(file('sample.receipt'), expected());
  assert.equal(anchored.origin, 'weft.example/site-a');
  assert.equal(anchored.size, 7n);
  assert.equal(anchored.block, 7n);
  assert.deepEqual(anchored.endorsers, ['Org1MSP', 'Org2MSP']);
  const bundle = Buffer.from(readFileSync(BUNDLE, 'utf8').split('\n').filter((line) => !line.startsWith('#')).join(''), 'hex');
  assert.deepEqual(verifyBundle(bundle, { pinned: anchored.note }).failures, []);
});

test('so does a receipt of a real network', { skip: existsSync(REAL) ? false : 'none was made: that takes Fabric\'s programs' }, () => {
  const organizations = readOrganizations(fileURLToPath(new URL('organizations', REAL)), 'OrdererMSP');
  const receipt = readFileSync(new URL('real.receipt', REAL));
  const anchored = verifyReceipt(receipt, { ...NAMES, organizations });
  assert.equal(anchored.size, 4n);
  assert.match(anchored.origin, /^weft\.test\/receipt-/);
});

for (const name of skip ? [] : readdirSync(new URL('refused', MADE))) {
  test(`refused: ${name}`, () => {
    assert.throws(() => verifyReceipt(file(`refused/${name}`), expected()), Malformed);
  });
}

test('bits of each byte are flipped in turn, and caught', { skip }, () => {
  const receipt = file('sample.receipt');
  const known = expected();
  for (let at = 0; at < receipt.length; at++) {
    const bit = 1 << (at % 8);
    receipt[at] ^= bit;
    assert.throws(() => verifyReceipt(receipt, known), Malformed, `bit ${at % 8} of byte ${at}`);
    receipt[at] ^= bit;
  }
  verifyReceipt(receipt, known);
});

test('what is cut off, or goes on, is no receipt', { skip }, () => {
  const receipt = file('sample.receipt');
  const known = expected();
  for (let length = 0; length < receipt.length; length++) {
    assert.throws(() => verifyReceipt(receipt.subarray(0, length), known), Malformed, `cut to ${length} bytes`);
  }
});

test('another channel or contract is refused', { skip }, () => {
  const receipt = file('sample.receipt');
  assert.throws(() => verifyReceipt(receipt, { ...expected(), channel: 'other' }), /is of channel 'evidence', not 'other'/);
  assert.throws(() => verifyReceipt(receipt, { ...expected(), contract: 'other' }), /is of contract 'evidence', not 'other'/);
});
