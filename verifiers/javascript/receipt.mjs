// A receipt of a Fabric channel: that a checkpoint is anchored there.
import { Malformed, Reader, need, text } from './bytes.mjs';
import { readCheckpoint } from './checkpoint.mjs';
import { checkSignature, readIdentity } from './identity.mjs';
import { sha256 } from './merkle.mjs';
import { decode } from './protobuf.mjs';

const MAGIC = Buffer.from('weft-fabric-receipt-v1\n');
const ENDORSER_TRANSACTION = 3n;
const LAST_SECOND = 253402300799n;
const TEXT = String.raw`("(?:[^"\\\u0000-\u001f]|\\["\\bfnrt]|\\u00[01][0-9a-f])*")`;
const SIZE = '(?:0|[1-9][0-9]{0,17})';
const HASH = '[0-9a-f]{64}';
const RECORD = new RegExp(`^\\{"id":"(${HASH})","origin":${TEXT},"size":(${SIZE}),"root":"(${HASH})","previousSize":${SIZE},`
  + `"previousRoot":"${HASH}","counts":\\{[0-9",:]*\\},"keyId":"[0-9a-f]{8}","note":${TEXT},"transaction":"(${HASH})",`
  + '"claimedTime":"[0-9TZ:.-]{1,40}"\\}$');

/**
 * @param expected {organizations, channel, contract}: what the caller knew before
 * @returns {note, origin, size, block, transaction, owner, endorsers, claimed}
 * @throws Malformed if it does not hold
 */
export function verifyReceipt(bytes, expected) {
  try {
    return verify(bytes, expected);
  } catch (failure) {
    if (failure instanceof Malformed) failure.message = `receipt: ${failure.message}`;
    throw failure;
  }
}

function verify(bytes, { organizations, channel, contract }) {
  const receipt = readContainer(bytes);
  const envelopes = readEnvelopes(receipt);
  const read = readCall(receipt.read, channel, contract, 'attested read');
  const record = readRecord(read.answer);
  need(read.function === 'anchored' && same(read.arguments, [record.origin, String(record.size)]),
    `attested read: asks ${read.function} for ${read.arguments}`);
  const readers = read.endorsements.map((one) => readIdentity(one.endorser, 'attested read: endorsement'));
  need(same(readers.map((reader) => reader.mspid), organizations.endorsers),
    `attested read: is not endorsed by ${organizations.endorsers}, each once and in this order`);
  need(read.entries.writes.length === 0, 'attested read: writes, so that it is no read');
  const found = only(read.entries.reads, record.key, 'attested read: did not find the record').version;
  need(found !== null, 'attested read: did not find the record');
  need(found.blockNum === receipt.number, `attested read: the record was written in block ${found.blockNum}, this is ${receipt.number}`);
  need(found.txNum < BigInt(envelopes.length), `attested read: names transaction ${found.txNum} of ${envelopes.length}`);

  const what = `transaction ${found.txNum}`;
  const envelope = envelopes[Number(found.txNum)];
  const anchor = readCall(envelope.payload, channel, contract, what);
  need(anchor.function === 'anchor', `${what}: calls ${anchor.function}, not anchor`);
  need(anchor.transaction === record.transaction, `${what}: is another than the one that wrote the record`);
  const written = only(anchor.entries.writes, record.key, `${what}: does not write the record`);
  need(written.isDelete === 0n, `${what}: deletes the record`);
  need(written.value.equals(read.answer), `${what}: writes another record than the attested one`);

  checkBlock(receipt, organizations, anchor.claimed);
  const owner = readIdentity(anchor.creator, `${what}: creator`);
  checkSignature(organizations, owner, 'client', anchor.claimed, envelope.signature, [envelope.payload], `${what}: creator`);
  checkEndorsements(anchor, organizations, what);
  checkEndorsements(read, organizations, 'attested read');
  return {
    note: record.note, origin: record.origin, size: record.size, block: receipt.number, transaction: anchor.transaction,
    owner: owner.mspid, endorsers: organizations.endorsers, claimed: new Date(anchor.claimed).toISOString(),
  };
}

function readContainer(bytes) {
  const reader = new Reader(bytes, 'container');
  need(reader.take(MAGIC.length).equals(MAGIC), 'does not begin with weft-fabric-receipt-v1');
  const number = reader.u64();
  need(number < 2n ** 63n, 'the block number is not below 2^63');
  const previousHash = reader.take(32);
  const dataHash = reader.take(32);
  const count = reader.count();
  need(count * 4 <= bytes.length - reader.at, `${count} transactions are more than there are bytes`);
  const transactions = Array.from({ length: count }, () => reader.part());
  const receipt = { number, previousHash, dataHash, transactions, signatures: reader.part(), read: reader.part() };
  reader.end();
  return receipt;
}

function readEnvelopes(receipt) {
  need(sha256(...receipt.transactions).equals(receipt.dataHash), `block ${receipt.number}: data hash is not that of its transactions`);
  return receipt.transactions.map((bytes, i) => {
    const envelope = decode('Envelope', bytes, `block ${receipt.number}: transaction ${i}`);
    need(envelope.payload.length > 0 && envelope.signature.length > 0, `transaction ${i}: has no payload or no signature`);
    return envelope;
  });
}

/** A call of the contract, with what is under it. */
function readCall(bytes, channel, contract, what) {
  const { header, data } = decode('Payload', bytes, what);
  const channelHeader = decode('ChannelHeader', header.channelHeader, what);
  const { creator, nonce } = decode('SignatureHeader', header.signatureHeader, what);
  need(channelHeader.type === ENDORSER_TRANSACTION, `${what}: is not a call of a contract`);
  const { seconds, nanos } = channelHeader.timestamp;
  need(seconds <= LAST_SECOND && nanos < 1_000_000_000n, `${what}: time is out of range`);
  need(channelHeader.txId === sha256(nonce, creator).toString('hex'), `${what}: transaction id is not the hash of nonce and creator`);
  const { actions } = decode('Transaction', data, what);
  need(actions.length === 1 && actions[0].header.equals(header.signatureHeader), `${what}: is not one action under its own header`);
  const { chaincodeProposalPayload, action } = decode('ChaincodeActionPayload', actions[0].payload, what);
  const response = action.proposalResponsePayload;
  const { proposalHash, extension } = decode('ProposalResponsePayload', response, what);
  need(proposalHash.equals(sha256(header.channelHeader, header.signatureHeader, chaincodeProposalPayload)),
    `${what}: the answer is to another proposal (proposal hash)`);
  const result = decode('ChaincodeAction', extension, what);
  need(result.response.status === 200n, `${what}: the contract answered ${result.response.status}`);
  const { input } = decode('ChaincodeProposalPayload', chaincodeProposalPayload, what);
  const spec = decode('ChaincodeInvocationSpec', input, what).chaincodeSpec;
  need(channelHeader.channelId === channel, `${what}: is of channel '${channelHeader.channelId}', not '${channel}'`);
  for (const { name } of [decode('ChaincodeHeaderExtension', channelHeader.extension, what).chaincodeId, spec.chaincodeId, result.chaincodeId]) {
    need(name === contract, `${what}: is of contract '${name}', not '${contract}'`);
  }
  const ours = decode('TxReadWriteSet', result.results, what).nsRwset.filter(({ namespace }) => namespace === contract);
  need(ours.length === 1, `${what}: names the contract ${ours.length} times among what it read and wrote`);
  const [called, ...rest] = spec.input.args.map((argument) => text(argument, `${what}: argument`));
  return {
    transaction: channelHeader.txId, creator, claimed: Number(seconds) * 1000 + Math.floor(Number(nanos) / 1_000_000),
    function: called, arguments: rest, answer: result.response.payload, response, endorsements: action.endorsements,
    entries: decode('KVRWSet', ours[0].rwset, `${what}: entries`),
  };
}

function readRecord(answer) {
  const form = RECORD.exec(text(answer, 'record'));
  need(form !== null, 'attested read: the answer is not an anchor\'s record');
  const [, id, originText, size, root, noteText, transaction] = form;
  const [origin, noted] = [originText, noteText].map((token) => {
    const value = JSON.parse(token);
    need(JSON.stringify(value) === token, `record: text ${token} is not canonical`);
    return value;
  });
  const note = Buffer.from(noted);
  const checkpoint = readCheckpoint(note);
  need(id === sha256(checkpoint.signed).toString('hex'), 'record: its id is not that of the note');
  need(origin === checkpoint.origin && BigInt(size) === checkpoint.size && root === checkpoint.root.toString('hex'),
    'record: its origin, size or root is not that of the note');
  return { note, origin, size: checkpoint.size, transaction, key: `\0anchor\0${origin}\0${size.padStart(20, '0')}\0` };
}

function only(entries, key, rule) {
  const found = entries.filter((entry) => entry.key === key);
  need(found.length === 1, rule);
  return found[0];
}

function checkBlock(receipt, organizations, at) {
  const what = `block ${receipt.number}: orderer's signature`;
  const { value, signatures } = decode('Metadata', receipt.signatures, what);
  need(signatures.length > 0, `${what} is missing`);
  for (const { signatureHeader, signature } of signatures) {
    const orderer = readIdentity(decode('SignatureHeader', signatureHeader, what).creator, what);
    need(orderer.mspid === organizations.orderer, `${what}: is of '${orderer.mspid}', not '${organizations.orderer}'`);
    checkSignature(organizations, orderer, 'orderer', at, signature, [value, signatureHeader, headerBytes(receipt)], what);
  }
}

/** SEQUENCE { INTEGER number, OCTET STRING previousHash, OCTET STRING dataHash } */
function headerBytes({ number, previousHash, dataHash }) {
  let digits = number.toString(16);
  if (digits.length % 2 === 1) digits = `0${digits}`;
  if (parseInt(digits.slice(0, 2), 16) >= 0x80) digits = `00${digits}`;
  const element = (tag, content) => Buffer.concat([Buffer.of(tag, content.length), content]);
  return element(0x30, Buffer.concat([element(2, Buffer.from(digits, 'hex')), element(4, previousHash), element(4, dataHash)]));
}

function checkEndorsements(call, organizations, what) {
  const missing = new Set(organizations.endorsers);
  for (const { endorser, signature } of call.endorsements) {
    const peer = readIdentity(endorser, `${what}: endorsement`);
    if (organizations.endorsers.includes(peer.mspid)) {
      checkSignature(organizations, peer, 'peer', call.claimed, signature, [call.response, endorser], `${what}: endorsement of ${peer.mspid}`);
      missing.delete(peer.mspid);
    }
  }
  need(missing.size === 0, `${what}: is not endorsed by ${[...missing]}`);
}

function same(left, right) {
  return left.length === right.length && left.every((value, i) => value === right[i]);
}
