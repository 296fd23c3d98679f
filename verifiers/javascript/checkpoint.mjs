// C2SP signed-note and tlog-checkpoint, in the one form that docs/proof-format.md gives.
import { createPublicKey, verify } from 'node:crypto';
import { base64, need, text } from './bytes.mjs';
import { sha256 } from './merkle.mjs';

const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** A note and its signature lines, without asking whose they are. */
export function readCheckpoint(note) {
  const whole = text(note, 'checkpoint');
  const lines = whole.split('\n');
  need(lines.length >= 6 && lines[3] === '' && lines.at(-1) === '', 'checkpoint: is not three lines, an empty one and signatures');
  const [origin, size, root] = lines;
  need(/^(0|[1-9][0-9]{0,18})$/.test(size) && BigInt(size) < 2n ** 63n, `checkpoint: size '${size}' is not a decimal number`);
  const hash = base64(root, 'checkpoint: root');
  need(hash.length === 32, 'checkpoint: root has not 32 bytes');
  return {
    origin,
    size: BigInt(size),
    root: hash,
    signed: Buffer.from(`${origin}\n${size}\n${root}\n`),
    signatures: lines.slice(4, -1).map(readSignature),
  };
}

function readSignature(line) {
  const parts = /^\u2014 ([^+\s]+) (\S+)$/.exec(line);
  need(parts !== null, `checkpoint: '${line}' is no signature line`);
  const bytes = base64(parts[2], 'checkpoint: signature');
  need(bytes.length > 4, 'checkpoint: a signature has not 4 bytes and more');
  return { line, name: parts[1], keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

/** One line of a kind, the shorter one first, and each vouched for by what the caller gave. */
export function checkLines(checkpoint, vouched) {
  checkpoint.signatures.forEach(({ line, name, signature }, i) => {
    need(i === 0 || signature.length > checkpoint.signatures[i - 1].signature.length, 'checkpoint: signature lines are not in ascending length');
    need(vouched.includes(line), `checkpoint: nothing that was given vouches for a signature of '${name}'`);
  });
}

/** @returns the lines that stand in the pinned checkpoint, too */
export function checkPinned(checkpoint, bytes) {
  const pinned = readCheckpoint(bytes);
  const lines = pinned.signatures.map(({ line }) => line);
  const shared = checkpoint.signatures.map(({ line }) => line).filter((line) => lines.includes(line));
  need(pinned.signed.equals(checkpoint.signed) && shared.length > 0, 'checkpoint: is not the pinned one, byte for byte');
  return shared;
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

/** @returns the lines of the key, of which at least one is there and all hold */
export function checkSigned(checkpoint, key) {
  need(checkpoint.origin === key.origin, `checkpoint: is of '${checkpoint.origin}', the key of '${key.origin}'`);
  const lines = checkpoint.signatures.filter(({ name, keyId }) => name === key.origin && keyId.equals(key.id));
  need(lines.length > 0, 'checkpoint: is signed by another key');
  need(lines.every(({ signature }) => signature.length === 64 && verify(null, checkpoint.signed, key.key, signature)),
    'checkpoint: the signature does not verify');
  return lines.map(({ line }) => line);
}
