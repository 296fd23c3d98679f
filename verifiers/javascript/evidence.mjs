// Entries of the log: events and batches of readings.
import { createHmac } from 'node:crypto';
import { list, need, parts, text } from './bytes.mjs';
import { fields } from './canonical.mjs';
import { leafHash, sha256 } from './merkle.mjs';

const DECIMAL = /^(?:|-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?)$/;
const KINDS = ['ENVELOPE', 'TRANSPORT', 'DIGEST'];

function checkTime(bytes, what) {
  need(bytes.readUInt32BE(8) < 1_000_000_000, `${what}: a time has too many nanoseconds`);
}

/** Four times <length in UTF-16 code units>:<text>, */
function checkMessage(bytes, what) {
  const source = text(bytes, `${what}: message`);
  const found = [];
  let at = 0;
  for (let i = 0; i < 4; i++) {
    const length = /(0|[1-9][0-9]{0,8}):/y;
    length.lastIndex = at;
    const match = length.exec(source);
    need(match !== null, `${what}: message: a length is due at character ${at}`);
    const from = at + match[0].length;
    at = from + Number(match[1]);
    need(source[at] === ',', `${what}: message: a comma is due at character ${at}`);
    found.push(source.slice(from, at++));
  }
  need(at === source.length, `${what}: message: goes on after its end`);
  need(KINDS.includes(found[1]), `${what}: message: kind '${found[1]}' is none`);
  need(found[1] !== 'DIGEST' || found[3] === '', `${what}: message: an id of kind DIGEST is left empty`);
}

export function checkEvent(entry, secret, event, payload, what) {
  need(secret.length === 32, `${what}: secret has not 32 bytes`);
  const [body, raw, message, mapping, version, eventTime, receivedAt, classes, digests] =
    parts(entry, 'weft-event-v1', [32, 32, null, null, null, 12, 12, 2, null], what);
  checkMessage(message, what);
  text(mapping, `${what}: mapping id`);
  text(version, `${what}: mapping version`);
  checkTime(eventTime, what);
  checkTime(receivedAt, what);
  need(classes[0] < 0x20, `${what}: classes: one of the upper three bits is set`);
  need(digests.length % 32 === 0, `${what}: fields: are not of 32 bytes each`);
  const salt = (kind, name) => createHmac('sha256', secret).update(list('weft-salt-v1', kind, name)).digest();
  need(body.equals(sha256(list('weft-body-v1', salt('body', ''), event))), `${what}: event: is another than the entry's`);
  need(raw.equals(sha256(list('weft-payload-v1', salt('payload', ''), sha256(payload)))), `${what}: payload: is another than the entry's`);
  const own = fields(event, `${what}: event`).map(([pointer, value]) =>
    sha256(list('weft-field-v1', salt('field', pointer), pointer, value))).sort(Buffer.compare);
  own.forEach((digest, i) => need(i === 0 || Buffer.compare(own[i - 1], digest) < 0, `${what}: fields: two are alike`));
  need(digests.equals(Buffer.concat(own)), `${what}: fields: are others than the entry's`);
}

/** @returns {count, root} */
export function readBatch(entry, what) {
  const [, instance, receivedAt, count, root] = parts(entry, 'weft-batch-v1', [16, null, 12, 8, 32], what);
  text(instance, `${what}: instance`);
  checkTime(receivedAt, what);
  const number = count.readBigInt64BE();
  need(number >= 1n && number < 2n ** 31n, `${what}: count ${number} is not from 1 to below 2^31`);
  return { count: Number(number), root };
}

export function checkReading(reading, hash, what) {
  const [item, , value] = parts(reading, 'weft-reading-v1', [null, 8, null, 4], what);
  text(item, `${what}: item`);
  need(DECIMAL.test(text(value, `${what}: value`)) && text(value, what) !== '-0', `${what}: value: is no decimal in its one form`);
  need(leafHash(reading).equals(hash), `${what}: is another than its leaf hash says`);
}

