// C2SP signed-note and tlog-checkpoint, in the one form that docs/proof-format.md gives.
import { createPublicKey, verify } from 'node:crypto';
import { base64, need, text } from './bytes.mjs';
import { sha256 } from './merkle.mjs';

const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Without asking who signed it. */
export function readCheckpoint(note) {
  const whole = text(note, 'checkpoint');
  const lines = whole.split('\n');
  need(lines.length === 6 && lines[3] === '' && lines[5] === '', 'checkpoint: is not three lines, an empty one and a signature');
  const [origin, size, root] = lines;
  need(/^(0|[1-9][0-9]{0,18})$/.test(size) && BigInt(size) < 2n ** 63n, `checkpoint: size '${size}' is not a decimal number`);
  const hash = base64(root, 'checkpoint: root');
  need(hash.length === 32, 'checkpoint: root has not 32 bytes');
  const signature = /^\u2014 (\S+) (\S+)$/.exec(lines[4]);
  need(signature !== null && signature[1] === origin, 'checkpoint: the signature line is not of its origin');
  const bytes = base64(signature[2], 'checkpoint: signature');
  need(bytes.length === 68, 'checkpoint: signature has not 4 and 64 bytes');
  return {
    origin,
    size: BigInt(size),
    root: hash,
    signed: Buffer.from(`${origin}\n${size}\n${root}\n`),
    keyId: bytes.subarray(0, 4),
    signature: bytes.subarray(4),
  };
}

/** <origin>+<key ID>+<base64 of 0x01 || public key> */
export function readKey(value) {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(value);
  need(match !== null, `verifier key: '${value}' is not <origin>+<hash>+<key>`);
  const typed = base64(match[3], 'verifier key');
  need(typed.length === 33 && typed[0] === 1, 'verifier key: is not Ed25519');
  const id = sha256(Buffer.from(`${match[1]}\n`), typed).subarray(0, 4);
  need(id.toString('hex') === match[2], 'verifier key: its hash is not that of name and key');
  return { origin: match[1], id, key: createPublicKey({ key: Buffer.concat([ED25519_SPKI, typed.subarray(1)]), format: 'der', type: 'spki' }) };
}

export function checkSigned(checkpoint, key) {
  need(checkpoint.origin === key.origin, `checkpoint: is of '${checkpoint.origin}', the key of '${key.origin}'`);
  need(checkpoint.keyId.equals(key.id), 'checkpoint: is signed by another key');
  need(verify(null, checkpoint.signed, key.key, checkpoint.signature), 'checkpoint: the signature does not verify');
}
