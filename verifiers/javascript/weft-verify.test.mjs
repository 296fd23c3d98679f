// The shared vectors, and every bit of the sample bundle flipped. Run: node --test
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { verifyBundle } from './bundle.mjs';
import { checkSigned, readCheckpoint, readKey } from './checkpoint.mjs';
import { checkEvent, checkReading, readBatch } from './evidence.mjs';
import { leafHash, rootOfPath, rootOfSome } from './merkle.mjs';

const VECTORS = new URL('../../plugins/api/src/test/resources/vectors/', import.meta.url);
const lines = (name) => readFileSync(new URL(name, VECTORS), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const words = (name) => lines(name).map((line) => line.split(' '));
const hex = (value) => Buffer.from(value === '-' ? '' : value, 'hex');
const one = (table, name) => table.find(([word]) => word === name)[1];

const checkpoint = words('checkpoint.txt');
const key = readKey(one(checkpoint, 'verifierKey'));
const bundle = Buffer.from(lines('bundle.txt').join(''), 'hex');

test('inclusion paths lead to the roots', () => {
  const table = words('merkle.txt');
  const entries = table.filter(([word]) => word === 'leaf').map(([, , entry]) => hex(entry));
  const roots = new Map(table.filter(([word]) => word === 'root').map(([, size, root]) => [size, hex(root)]));
  for (const [, index, size, ...path] of table.filter(([word]) => word === 'inclusion')) {
    const hashes = path.filter((hash) => hash !== '').map(hex);
    const root = (at) => rootOfPath(leafHash(entries[index]), BigInt(at), BigInt(size), hashes, 'vector');
    assert.deepEqual(root(index), roots.get(size));
    assert.throws(() => root(size), /is not below the size/);
  }
});

test('the checkpoint is signed by its key', () => {
  const read = readCheckpoint(hex(one(checkpoint, 'note')));
  checkSigned(read, key);
  assert.equal(read.size, BigInt(one(checkpoint, 'size')));
  assert.deepEqual(read.root, hex(one(checkpoint, 'root')));
});

test('events are what their entries say', () => {
  const table = words('event-evidence.txt');
  const starts = table.flatMap(([word], i) => (word === 'event' ? [i] : []));
  for (const [i, start] of starts.entries()) {
    const event = table.slice(start + 1, starts[i + 1] ?? table.length);
    const [entry, secret, body, payload] = ['envelope', 'secret', 'body', 'payload'].map((name) => hex(one(event, name)));
    checkEvent(entry, secret, body, payload, 'vector');
    assert.deepEqual(leafHash(entry), hex(one(event, 'leafHash')));
  }
});

test('readings make the root of their batch', () => {
  const table = words('batch-evidence.txt');
  const readings = table.filter(([word]) => word === 'reading').map(([, , , , , bytes, hash]) => [hex(bytes), hex(hash)]);
  readings.forEach(([bytes, hash]) => checkReading(bytes, hash, 'vector'));
  const { count, root } = readBatch(hex(one(table, 'envelope')), 'vector');
  assert.equal(count, readings.length);
  assert.deepEqual(rootOfSome(count, new Map(readings.map(([, hash], i) => [i, hash])), [], 'vector'), root);
});

test('the sample bundle is proven, by key and by checkpoint', () => {
  for (const anchor of [{ key }, { pinned: hex(one(checkpoint, 'note')) }]) {
    const found = verifyBundle(bundle, anchor);
    assert.deepEqual(found.failures, []);
    assert.equal(found.events, 3);
    assert.equal(found.readings, 3);
  }
});

test('lines of others are ignored in a note and refused in a bundle', () => {
  const note = hex(one(checkpoint, 'note'));
  const witness = `\u2014 witness.example/w1 ${Buffer.alloc(76).toString('base64')}\n`;
  const cosigned = Buffer.concat([note, Buffer.from(witness)]);
  checkSigned(readCheckpoint(cosigned), key);
  assert.deepEqual(verifyBundle(bundle, { pinned: cosigned }).failures, []);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(cosigned.length);
  const magic = bundle.indexOf('\n') + 1;
  const riding = Buffer.concat([bundle.subarray(0, magic), length, cosigned, bundle.subarray(magic + 4 + note.length)]);
  assert.match(verifyBundle(riding, { key }).failures[0], /nothing that was given vouches for a signature of 'witness.example/);
  assert.match(verifyBundle(riding, { pinned: note }).failures[0], /nothing that was given vouches/);
  assert.deepEqual(verifyBundle(riding, { pinned: cosigned }).failures, []);
});

test('every flipped bit is caught', () => {
  for (let bit = 0; bit < bundle.length * 8; bit++) {
    bundle[bit >> 3] ^= 1 << (bit & 7);
    assert.notDeepEqual(verifyBundle(bundle, { key }).failures, [], `bit ${bit} of the bundle`);
    bundle[bit >> 3] ^= 1 << (bit & 7);
  }
});

test('what is cut off, or goes on, is no bundle', () => {
  for (let length = 0; length < bundle.length; length++) {
    assert.notDeepEqual(verifyBundle(bundle.subarray(0, length), { key }).failures, [], `cut to ${length} bytes`);
  }
  assert.match(verifyBundle(Buffer.concat([bundle, Buffer.of(0)]), { key }).failures[0], /left over/);
});

test('the proof of another log is refused', () => {
  const other = readKey(one(checkpoint, 'verifierKey'));
  other.origin = 'weft.example/site-b';
  assert.match(verifyBundle(bundle, { key: other }).failures[0], /is of 'weft.example\/site-a'/);
});
