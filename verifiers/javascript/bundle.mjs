// A proof bundle: its form, and whether all in it stood in the log.
import { Malformed, Reader, need } from './bytes.mjs';
import { checkLines, checkPinned, checkSigned, readCheckpoint } from './checkpoint.mjs';
import { checkEvent, checkReading, readBatch } from './evidence.mjs';
import { leafHash, rootOfPath, rootOfSome } from './merkle.mjs';

const MAGIC = Buffer.from('weft-proof-bundle-v1\n');

/** @throws Malformed if the bytes are not a bundle in its one form */
export function readBundle(bytes) {
  const reader = new Reader(bytes, 'bundle');
  need(reader.take(MAGIC.length).equals(MAGIC), 'bundle: does not begin with weft-proof-bundle-v1');
  const note = reader.part();
  const payloads = Array.from({ length: bounded(reader, 4) }, () => reader.part());
  const index = () => {
    const number = reader.u64();
    need(number < 2n ** 63n, 'bundle: an index is not below 2^63');
    return number;
  };
  const events = Array.from({ length: bounded(reader, 28) }, () => ({
    payload: reader.u32(), index: index(), path: reader.hashes(), secret: reader.part(), entry: reader.part(), event: reader.part(),
  }));
  const batches = Array.from({ length: bounded(reader, 24) }, () => ({
    index: index(),
    path: reader.hashes(),
    entry: reader.part(),
    readings: Array.from({ length: bounded(reader, 40) }, () => ({ ordinal: reader.u32(), hash: reader.take(32), reading: reader.part() })),
    hidden: reader.hashes(),
  }));
  reader.end();
  let named = -1;
  for (const event of events) {
    need(event.payload <= named + 1 && event.payload < payloads.length, `bundle: payload ${event.payload} is named out of turn`);
    named = Math.max(named, event.payload);
  }
  need(named === payloads.length - 1, 'bundle: a payload is named by no event');
  ascending(events.map((event) => event.index), 'events');
  ascending(batches.map((batch) => batch.index), 'batches');
  for (const batch of batches) {
    need(batch.readings.length > 0, 'bundle: a batch shows no reading');
    ascending(batch.readings.map((reading) => reading.ordinal), 'readings');
  }
  return { note, payloads, events, batches };
}

/** A count that the bytes which are left can hold. */
function bounded(reader, least) {
  const count = reader.count();
  need(count * least <= reader.bytes.length - reader.at, `bundle: ${count} of something are more than there are bytes`);
  return count;
}

function ascending(numbers, what) {
  numbers.forEach((number, i) => need(i === 0 || numbers[i - 1] < number, `bundle: ${what} are not in ascending order`));
}

/**
 * @param anchor {key}, {pinned} or both: what the caller knew before
 * @returns {events, readings, size, origin, root, failures}: one line per item that is not proven
 */
export function verifyBundle(bytes, anchor) {
  const failures = [];
  const attempt = (check) => {
    try {
      check();
    } catch (failure) {
      if (!(failure instanceof Malformed)) throw failure;
      failures.push(failure.message);
    }
  };
  let bundle = null;
  let checkpoint = null;
  attempt(() => {
    bundle = readBundle(bytes);
    checkpoint = readCheckpoint(bundle.note);
    const vouched = [];
    if (anchor.pinned !== undefined) vouched.push(...checkPinned(checkpoint, anchor.pinned));
    if (anchor.key !== undefined) vouched.push(...checkSigned(checkpoint, anchor.key));
    checkLines(checkpoint, vouched);
  });
  if (checkpoint === null) return { events: 0, readings: 0, failures };
  const included = (item, what) => need(rootOfPath(leafHash(item.entry), item.index, checkpoint.size, item.path, what)
    .equals(checkpoint.root), `${what}: is not in the tree of the checkpoint`);
  for (const event of bundle.events) {
    const what = `event at ${event.index}`;
    attempt(() => {
      checkEvent(event.entry, event.secret, event.event, bundle.payloads[event.payload], what);
      included(event, what);
    });
  }
  let readings = 0;
  for (const batch of bundle.batches) {
    const what = `batch at ${batch.index}`;
    attempt(() => {
      const { count, root } = readBatch(batch.entry, what);
      included(batch, what);
      need(batch.readings.at(-1).ordinal < count, `${what}: a reading is beyond its count ${count}`);
      const shown = new Map();
      for (const { ordinal, hash, reading } of batch.readings) {
        attempt(() => checkReading(reading, hash, `reading ${ordinal} of ${what}`));
        shown.set(ordinal, hash);
        readings++;
      }
      need(rootOfSome(count, shown, batch.hidden, what).equals(root), `${what}: its readings are others than the entry's`);
    });
  }
  attempt(() => need(bundle.events.length + bundle.batches.length > 0, 'bundle: proves nothing'));
  return { events: bundle.events.length, readings, origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root, failures };
}
