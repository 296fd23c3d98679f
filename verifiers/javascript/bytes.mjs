// Bytes of a format in which everything has exactly one form.

export class Malformed extends Error {}

export function need(holds, what) {
  if (!holds) throw new Malformed(what);
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function text(bytes, what) {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new Malformed(`${what}: is not UTF-8`);
  }
}

/** RFC 4648, 4, with padding and with zero bits where bits are left over: encoding again gives the same. */
export function base64(value, what) {
  const bytes = Buffer.from(value, 'base64');
  need(bytes.toString('base64') === value, `${what}: is not base64 in its one form`);
  return bytes;
}

/** part(x) = u32(length) || x */
export function part(bytes) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** L(x1, ..., xn) */
export function list(...values) {
  return Buffer.concat(values.map((value) => part(Buffer.from(value))));
}

export class Reader {
  constructor(bytes, what) {
    this.bytes = bytes;
    this.what = what;
    this.at = 0;
  }

  take(count) {
    need(count <= this.bytes.length - this.at, `${this.what}: ends at byte ${this.bytes.length}, ${count} bytes after ${this.at} are due`);
    const taken = this.bytes.subarray(this.at, this.at + count);
    this.at += count;
    return taken;
  }

  u32() {
    return this.take(4).readUInt32BE();
  }

  /** A number of things that follow. */
  count() {
    const count = this.u32();
    need(count < 2 ** 31, `${this.what}: count ${count} is not below 2^31`);
    return count;
  }

  u64() {
    return this.take(8).readBigUInt64BE();
  }

  part() {
    return this.take(this.count());
  }

  hashes() {
    const count = this.count();
    need(count * 32 <= this.bytes.length - this.at, `${this.what}: ${count} hashes are more than there are bytes`);
    return Array.from({ length: count }, () => this.take(32));
  }

  end() {
    need(this.at === this.bytes.length, `${this.what}: ${this.bytes.length - this.at} bytes are left over`);
  }
}

/** The parts of L(tag, ...), of the lengths given; null stands for any length. */
export function parts(bytes, tag, lengths, what) {
  const reader = new Reader(bytes, what);
  need(text(reader.part(), what) === tag, `${what}: is not tagged ${tag}`);
  const found = lengths.map((length) => {
    const value = reader.part();
    need(length === null || value.length === length, `${what}: a part has ${value.length} bytes, not ${length}`);
    return value;
  });
  reader.end();
  return found;
}
