#!/usr/bin/env node
// Verifies a proof bundle of Weft, a receipt or both without the hub, by docs/proof-format.md alone.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Malformed, need } from './bytes.mjs';
import { verifyBundle } from './bundle.mjs';
import { readKey } from './checkpoint.mjs';
import { readOrganizations } from './identity.mjs';
import { verifyReceipt } from './receipt.mjs';

const USAGE = `usage: node weft-verify.mjs <bundle> --key FILE | --checkpoint FILE
       node weft-verify.mjs [<bundle>] --receipt FILE --organizations FOLDER [--key FILE]

  --key FILE              the log's verifier key, as you knew it before
  --checkpoint FILE       a checkpoint that a place outside the hub kept
  --receipt FILE          that the checkpoint under the bundle is anchored on a Fabric channel
  --organizations FOLDER  <MSP ID>.pem of each organization that you believe
  --channel, --contract   names on the channel, evidence unless told
  --orderer MSP-ID        the orderers' organization, OrdererMSP unless told

exit status: 0 proven, 1 not proven, 2 wrong usage or a file that cannot be read`;

const STRING = { type: 'string' };
const OPTIONS = {
  help: { type: 'boolean' }, key: STRING, checkpoint: STRING, receipt: STRING, organizations: STRING,
  channel: { ...STRING, default: 'evidence' }, contract: { ...STRING, default: 'evidence' }, orderer: { ...STRING, default: 'OrdererMSP' },
};

function main(words) {
  let input;
  try {
    input = read(words);
  } catch (failure) {
    console.error(`weft-verify: ${failure.message}\n${USAGE}`);
    return 2;
  }
  if (input === null) {
    console.log(USAGE);
    return 0;
  }
  const { bundle, anchor, receipt, expected } = input;
  let anchored = null;
  if (receipt !== null) {
    try {
      anchored = verifyReceipt(receipt, expected);
    } catch (failure) {
      if (!(failure instanceof Malformed)) throw failure;
      return refused([failure.message]);
    }
    anchor.pinned = anchored.note;
  }
  if (bundle === null) {
    console.log('ANCHORED');
    console.log(`  log       ${anchored.origin}`);
    console.log(`  size      ${anchored.size}`);
  } else {
    const found = verifyBundle(bundle, anchor);
    if (found.failures.length > 0) return refused(found.failures);
    console.log('PROVEN');
    console.log(`  items     ${found.events + found.readings} (${found.events} events, ${found.readings} readings)`);
    console.log(`  log       ${found.origin}`);
    console.log(`  size      ${found.size}`);
    console.log(`  root      ${found.root.toString('base64')}`);
  }
  if (anchored !== null) {
    console.log(`  anchored  channel ${expected.channel}, block ${anchored.block}, transaction ${anchored.transaction}`);
    console.log(`  by        ${anchored.owner}, endorsed by ${anchored.endorsers.join(' and ')}`);
    console.log(`  claimed   ${anchored.claimed}, which nobody checked`);
  }
  return 0;
}

/** @returns null if help is asked for */
function read(words) {
  const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
  if (values.help) return null;
  need(positionals.length <= 1, `'${positionals[1]}' is not expected`);
  need((values.receipt === undefined) === (values.organizations === undefined), '--receipt and --organizations go together');
  need(positionals.length === 1 || (values.receipt !== undefined && values.key === undefined), 'no bundle is given');
  need(values.key !== undefined || values.checkpoint !== undefined || values.receipt !== undefined,
    'neither --key, --checkpoint nor --receipt is given: a bundle cannot vouch for itself');
  need(values.checkpoint === undefined || (values.receipt === undefined && values.key === undefined), '--checkpoint goes alone');
  const anchor = {};
  if (values.key !== undefined) anchor.key = readKey(readFileSync(values.key, 'utf8').trim());
  if (values.checkpoint !== undefined) anchor.pinned = readFileSync(values.checkpoint);
  return {
    bundle: positionals.length === 1 ? readFileSync(positionals[0]) : null,
    anchor,
    receipt: values.receipt === undefined ? null : readFileSync(values.receipt),
    expected: values.receipt === undefined ? null : {
      organizations: readOrganizations(values.organizations, values.orderer), channel: values.channel, contract: values.contract,
    },
  };
}

function refused(failures) {
  console.log('NOT PROVEN');
  failures.forEach((failure) => console.log(`  ${failure}`));
  return 1;
}

process.exitCode = main(process.argv.slice(2));
