// Members of pinned organizations, and what they signed.
import { X509Certificate, verify } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { base64, need } from './bytes.mjs';
import { decode } from './protobuf.mjs';

const PEM = /^-----BEGIN CERTIFICATE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END CERTIFICATE-----(?:\r?\n)?$/;
const ROLES = ['client', 'peer', 'admin', 'orderer'];
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

/** A folder of <MSP ID>.pem, each with one certificate or more. @returns {orderer, endorsers, issuers} */
export function readOrganizations(folder, orderer) {
  const issuers = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.pem'))) {
    const blocks = readFileSync(join(folder, file), 'latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    issuers.set(file.slice(0, -'.pem'.length), blocks.map((block) => new X509Certificate(block)));
  }
  need(issuers.has(orderer), `organizations: '${orderer}' of the orderers is not among them`);
  need(issuers.size >= 3, 'organizations: beside the orderers\' at least two are needed');
  const prints = [...issuers.values()].flatMap((all) => [...new Set(all.map((certificate) => certificate.fingerprint256))]);
  need([...issuers.values()].every((all) => all.length > 0), 'organizations: one has no certificate');
  need(new Set(prints).size === prints.length, 'organizations: two have one certificate, so that they are one');
  return { orderer, endorsers: [...issuers.keys()].filter((mspid) => mspid !== orderer).sort(), issuers };
}

/** Not checked yet. */
export function readIdentity(bytes, what) {
  const { mspid, idBytes } = decode('SerializedIdentity', bytes, what);
  const block = PEM.exec(idBytes.toString('latin1'));
  need(block !== null, `${what}: certificate is not one block of PEM and nothing beside it`);
  const der = base64(block[1].replace(/[\r\n]/g, ''), `${what}: certificate`);
  let certificate;
  try {
    certificate = new X509Certificate(der);
  } catch (failure) {
    need(false, `${what}: certificate cannot be read: ${failure.message}`);
  }
  need(certificate.raw.equals(der), `${what}: certificate goes on after its end`);
  return { mspid, certificate };
}

/** @param at claimed time, milliseconds */
export function checkSignature(organizations, identity, role, at, signature, signed, what) {
  const { mspid, certificate } = identity;
  const issuers = organizations.issuers.get(mspid);
  need(issuers !== undefined, `${what}: organization '${mspid}' is not pinned`);
  // First of all: of what nobody known issued nothing else is read.
  need(issuers.some((issuer) => issued(certificate, issuer)), `${what}: the certificate does not follow from what is pinned for ${mspid}`);
  need(Date.parse(certificate.validFrom) <= at && at <= Date.parse(certificate.validTo),
    `${what}: the certificate was not valid at the claimed time`);
  need(!certificate.ca, `${what}: the certificate is an authority's, not a member's`);
  const units = [certificate.toLegacyObject().subject?.OU ?? []].flat();
  const roles = ROLES.filter((one) => units.includes(one));
  need(roles.length === 1 && roles[0] === role, `${what}: the certificate of ${mspid} has the roles [${roles}], not [${role}]`);
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  need(asymmetricKeyType === 'ec' && asymmetricKeyDetails.namedCurve === 'prime256v1', `${what}: the key is not ECDSA on P-256`);
  checkForm(signature, what);
  need(verify('sha256', Buffer.concat(signed), certificate.publicKey, signature), `${what}: signature does not verify`);
}

function issued(certificate, issuer) {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    // A signature that cannot even be read is not the issuer's.
    return false;
  }
}

/** 30 <length> 02 <length> r 02 <length> s, with the smaller s. */
function checkForm(der, what) {
  const integer = (at) => {
    const length = der[at + 1];
    const bytes = der.subarray(at + 2, at + 2 + length);
    need(der[at] === 2 && length > 0 && length <= 33 && bytes.length === length && bytes[0] < 0x80
      && !(length > 1 && bytes[0] === 0 && bytes[1] < 0x80), `${what}: signature is not two numbers in DER`);
    return { value: BigInt(`0x${bytes.toString('hex')}`), end: at + 2 + length };
  };
  need(der[0] === 0x30 && der[1] === der.length - 2, `${what}: signature is not two numbers in DER`);
  const r = integer(2);
  const s = integer(r.end);
  need(s.end === der.length && r.value > 0n && s.value > 0n, `${what}: signature is not two numbers in DER`);
  need(s.value <= ORDER / 2n, `${what}: signature has the larger s (high-S), which Fabric refuses`);
}
