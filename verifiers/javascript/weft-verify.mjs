#!/usr/bin/env node
// Verifies a proof bundle of Weft without the hub, by docs/proof-format.md alone.
import { readFileSync } from 'node:fs';
import { readKey } from './checkpoint.mjs';
import { verifyBundle } from './bundle.mjs';

const USAGE = `usage: node weft-verify.mjs <bundle> --key FILE | --checkpoint FILE

  --key FILE         the log's verifier key, as you knew it before
  --checkpoint FILE  a checkpoint that a place outside the hub kept

exit status: 0 proven, 1 not proven, 2 wrong usage or a file that cannot be read`;

function main(options) {
  if (options.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const [bundle, kind, file] = options;
  if (options.length !== 3 || !['--key', '--checkpoint'].includes(kind)) {
    console.error(USAGE);
    return 2;
  }
  let bytes;
  let anchor;
  try {
    bytes = readFileSync(bundle);
    anchor = kind === '--key' ? { key: readKey(readFileSync(file, 'utf8').trim()) } : { pinned: readFileSync(file) };
  } catch (failure) {
    console.error(`weft-verify: ${failure.message}`);
    return 2;
  }
  const found = verifyBundle(bytes, anchor);
  if (found.failures.length > 0) {
    console.log('NOT PROVEN');
    found.failures.forEach((failure) => console.log(`  ${failure}`));
    return 1;
  }
  console.log('PROVEN');
  console.log(`  items     ${found.events + found.readings} (${found.events} events, ${found.readings} readings)`);
  console.log(`  log       ${found.origin}`);
  console.log(`  size      ${found.size}`);
  console.log(`  root      ${found.root.toString('base64')}`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
