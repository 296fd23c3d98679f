// The canonical event, and its fields: every leaf by its JSON Pointer, with the bytes that stand in the text.
import { need, text } from './bytes.mjs';

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\["\\bfnrt]|\\u00[01][0-9a-f])*"/y;
const SHORT = { '\\u0008': true, '\\u0009': true, '\\u000a': true, '\\u000c': true, '\\u000d': true };
const MAXIMUM_DEPTH = 64;

/** @returns array of [pointer, value], both Buffers; throws if the text is not canonical */
export function fields(bytes, what) {
  const source = text(bytes, what);
  const found = [];
  let at = 0;

  const fail = (rule) => need(false, `${what}: at character ${at}: ${rule}`);
  const take = (pattern, rule) => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match === null) fail(rule);
    at += match[0].length;
    return match[0];
  };
  const expect = (token) => {
    if (!source.startsWith(token, at)) fail(`${token} is due`);
    at += token.length;
  };
  const string = () => {
    const token = take(STRING, 'a string is due');
    for (const escape of token.match(/\\u00../g) ?? []) {
      if (SHORT[escape]) fail(`${escape} has a shorter form`);
    }
    return token;
  };
  const leaf = (pointer, value) => found.push([Buffer.from(pointer), Buffer.from(value)]);

  const value = (pointer, depth) => {
    if (depth > MAXIMUM_DEPTH) fail('is nested too deep');
    const first = source[at];
    if (first === '{') object(pointer, depth);
    else if (first === '[') array(pointer, depth);
    else if (first === '"') leaf(pointer, string());
    else if (first === 't' || first === 'f' || first === 'n') {
      const word = { t: 'true', f: 'false', n: 'null' }[first];
      expect(word);
      leaf(pointer, word);
    } else {
      const number = take(NUMBER, 'a value is due');
      if (number === '-0') fail('zero has no sign');
      leaf(pointer, number);
    }
  };
  const object = (pointer, depth) => {
    expect('{');
    if (source[at] === '}') {
      at++;
      return leaf(pointer, '{}');
    }
    for (let before = null; ; ) {
      const token = string();
      const name = JSON.parse(token);
      if (before !== null && !(before < name)) fail('members are not in the order of their UTF-16 code units');
      before = name;
      expect(':');
      value(`${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1);
      if (source[at] !== ',') break;
      at++;
    }
    expect('}');
  };
  const array = (pointer, depth) => {
    expect('[');
    if (source[at] === ']') {
      at++;
      return leaf(pointer, '[]');
    }
    for (let index = 0; ; index++) {
      value(`${pointer}/${index}`, depth + 1);
      if (source[at] !== ',') break;
      at++;
    }
    expect(']');
  };

  value('', 0);
  if (at !== source.length) fail('the text goes on after its end');
  return found;
}
