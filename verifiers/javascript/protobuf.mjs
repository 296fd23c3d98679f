// Fabric's messages, each in its one form.
import { need, text } from './bytes.mjs';

// number: [name, type]; a type is bytes, text, number or a message; * may be repeated.
const MESSAGES = {
  Envelope: { 1: ['payload', 'bytes'], 2: ['signature', 'bytes'] },
  Payload: { 1: ['header', 'Header'], 2: ['data', 'bytes'] },
  Header: { 1: ['channelHeader', 'bytes'], 2: ['signatureHeader', 'bytes'] },
  ChannelHeader: {
    1: ['type', 'number'], 2: ['version', 'number'], 3: ['timestamp', 'Timestamp'], 4: ['channelId', 'text'],
    5: ['txId', 'text'], 6: ['epoch', 'number'], 7: ['extension', 'bytes'], 8: ['tlsCertHash', 'bytes'],
  },
  Timestamp: { 1: ['seconds', 'number'], 2: ['nanos', 'number'] },
  SignatureHeader: { 1: ['creator', 'bytes'], 2: ['nonce', 'bytes'] },
  SerializedIdentity: { 1: ['mspid', 'text'], 2: ['idBytes', 'bytes'] },
  ChaincodeHeaderExtension: { 2: ['chaincodeId', 'ChaincodeID'] },
  ChaincodeID: { 1: ['path', 'text'], 2: ['name', 'text'], 3: ['version', 'text'] },
  Transaction: { 1: ['actions', 'TransactionAction*'] },
  TransactionAction: { 1: ['header', 'bytes'], 2: ['payload', 'bytes'] },
  ChaincodeActionPayload: { 1: ['chaincodeProposalPayload', 'bytes'], 2: ['action', 'ChaincodeEndorsedAction'] },
  ChaincodeEndorsedAction: { 1: ['proposalResponsePayload', 'bytes'], 2: ['endorsements', 'Endorsement*'] },
  Endorsement: { 1: ['endorser', 'bytes'], 2: ['signature', 'bytes'] },
  ChaincodeProposalPayload: { 1: ['input', 'bytes'] },
  ChaincodeInvocationSpec: { 1: ['chaincodeSpec', 'ChaincodeSpec'] },
  ChaincodeSpec: { 1: ['type', 'number'], 2: ['chaincodeId', 'ChaincodeID'], 3: ['input', 'ChaincodeInput'], 4: ['timeout', 'number'] },
  ChaincodeInput: { 1: ['args', 'bytes*'], 3: ['isInit', 'number'] },
  ProposalResponsePayload: { 1: ['proposalHash', 'bytes'], 2: ['extension', 'bytes'] },
  ChaincodeAction: { 1: ['results', 'bytes'], 2: ['events', 'bytes'], 3: ['response', 'Response'], 4: ['chaincodeId', 'ChaincodeID'] },
  Response: { 1: ['status', 'number'], 2: ['message', 'text'], 3: ['payload', 'bytes'] },
  TxReadWriteSet: { 1: ['dataModel', 'number'], 2: ['nsRwset', 'NsReadWriteSet*'] },
  NsReadWriteSet: { 1: ['namespace', 'text'], 2: ['rwset', 'bytes'] },
  KVRWSet: { 1: ['reads', 'KVRead*'], 3: ['writes', 'KVWrite*'] },
  KVRead: { 1: ['key', 'text'], 2: ['version', 'Version'] },
  Version: { 1: ['blockNum', 'number'], 2: ['txNum', 'number'] },
  KVWrite: { 1: ['key', 'text'], 2: ['isDelete', 'number'], 3: ['value', 'bytes'] },
  Metadata: { 1: ['value', 'bytes'], 2: ['signatures', 'MetadataSignature*'] },
  MetadataSignature: { 1: ['signatureHeader', 'bytes'], 2: ['signature', 'bytes'] },
};

const VARINT = 0;
const LENGTH = 2;
const SCALARS = { bytes: () => Buffer.alloc(0), text: () => '', number: () => 0n };

/** What is absent: empty, 0, or a message of such; but a version that is absent was not found. */
function absent(type) {
  if (type.endsWith('*')) return [];
  if (SCALARS[type]) return SCALARS[type]();
  return type === 'Version' ? null : empty(type);
}

function empty(message) {
  return Object.fromEntries(Object.values(MESSAGES[message]).map(([name, type]) => [name, absent(type)]));
}

/** @throws Malformed if the bytes are not the message in its one form */
export function decode(message, bytes, what) {
  const fields = MESSAGES[message];
  const found = empty(message);
  const fail = (rule) => need(false, `${what}: ${message}: ${rule}`);
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      if (at === bytes.length || shift > 56n) fail('a number is cut off or above 2^63');
      const byte = bytes[at++];
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        if (byte === 0 && shift > 0n) fail('a number is longer than it need be');
        return value;
      }
    }
  };
  let last = 0;
  while (at < bytes.length) {
    const tag = varint();
    const number = Number(tag >> 3n);
    if (!fields[number]) fail(`field ${number} is unknown`);
    const [name, typed] = fields[number];
    const repeated = typed.endsWith('*');
    const type = repeated ? typed.slice(0, -1) : typed;
    if (number < last || (number === last && !repeated)) fail(`${name} is out of turn`);
    last = number;
    if (Number(tag & 7n) !== (type === 'number' ? VARINT : LENGTH)) fail(`${name} is of another type`);
    const size = varint();
    let value = size;
    if (type !== 'number') {
      if (size > BigInt(bytes.length - at)) fail(`${name} goes beyond the end`);
      const part = bytes.subarray(at, at + Number(size));
      at += Number(size);
      value = type === 'bytes' ? part : type === 'text' ? text(part, `${what}: ${name}`) : decode(type, part, what);
    }
    // Of what is neither repeated nor a message, nothing is left out instead of written.
    if (!repeated && SCALARS[type] && size === 0n) fail(`${name} is written though it is nothing`);
    if (repeated) found[name].push(value);
    else found[name] = value;
  }
  return found;
}
