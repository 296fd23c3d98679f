// RFC 9162, 2.1.
import { createHash } from 'node:crypto';
import { need } from './bytes.mjs';

export function sha256(...values) {
  const hash = createHash('sha256');
  values.forEach((value) => hash.update(value));
  return hash.digest();
}

export const leafHash = (entry) => sha256(Buffer.of(0), entry);
export const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

/** 2.1.3.2: the root that an inclusion path leads to. Index and size are BigInt. */
export function rootOfPath(leaf, index, size, path, what) {
  need(index < size, `${what}: index ${index} is not below the size ${size}`);
  let number = index;
  let last = size - 1n;
  let root = leaf;
  for (const hash of path) {
    need(last !== 0n, `${what}: the inclusion path goes beyond the root`);
    if ((number & 1n) === 1n || number === last) {
      root = nodeHash(hash, root);
      while ((number & 1n) === 0n && number !== 0n) {
        number >>= 1n;
        last >>= 1n;
      }
    } else {
      root = nodeHash(root, hash);
    }
    number >>= 1n;
    last >>= 1n;
  }
  need(last === 0n, `${what}: the inclusion path ends before the root`);
  return root;
}

/**
 * The root over a batch of which some readings are shown.
 *
 * @param shown  leaf hashes by ordinal, in ascending order
 * @param hidden roots of what is not shown, from left to right; all have to be used
 */
export function rootOfSome(count, shown, hidden, what) {
  const ordinals = [...shown.keys()];
  let used = 0;
  const root = (from, to, first, end) => {
    if (first === end) {
      need(used < hidden.length, `${what}: a hash of what is hidden is missing`);
      return hidden[used++];
    }
    if (to - from === 1) return shown.get(from);
    let half = 1;
    while (half * 2 < to - from) half *= 2;
    let middle = first;
    while (middle < end && ordinals[middle] < from + half) middle++;
    const left = root(from, from + half, first, middle);
    return nodeHash(left, root(from + half, to, middle, end));
  };
  const found = root(0, count, 0, ordinals.length);
  need(used === hidden.length, `${what}: ${hidden.length - used} hashes of what is hidden are not used`);
  return found;
}
