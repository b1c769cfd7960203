// Time-based one-time codes (RFC 6238: SHA-1, six digits, 30 seconds).

import crypto from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MILLISECONDS = 30_000;

function keyOf(base32) {
  const letters = [...base32.replace(/=+$/, '').toUpperCase()];
  const bits = letters.map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
}

function codeAt(base32, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = crypto.createHmac('sha1', keyOf(base32)).update(counter).digest();
  const offset = digest[19] & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const presentStep = () => Math.floor(Date.now() / STEP_MILLISECONDS);

/** The code of this half minute. */
export const presentCode = (base32) => codeAt(base32, presentStep());

/** Tell whether this is the code of this half minute, the one before or the one after. */
export const isValidCode = (base32, code) => [-1, 0, 1].some((drift) => codeAt(base32, presentStep() + drift) === code);
