/**
 * SHA-256 (FIPS 180-4). The browser has one, but only for pages that came by https or from this machine, and a notebook in a
 * workshop's own network is neither. Its constants are what the standard says they are: bits of the roots of primes.
 */

const WORD = 2 ** 32;

/** The first 32 bits behind the point. */
function bits(root: number): number {
  return Math.floor((root % 1) * WORD) >>> 0;
}

const PRIMES: number[] = [];
for (let n = 2; PRIMES.length < 64; n += 1) if (PRIMES.every((prime) => n % prime !== 0)) PRIMES.push(n);
const START: readonly number[] = PRIMES.slice(0, 8).map((prime) => bits(Math.sqrt(prime)));
const ROUND: readonly number[] = PRIMES.map((prime) => bits(Math.cbrt(prime)));

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The hash in lower-case hexadecimal. */
export function sha256(data: Uint8Array): string {
  // A one, zeros, and the length in bits as the last eight bytes of a block of 64.
  const padded = new Uint8Array(Math.ceil((data.length + 9) / 64) * 64);
  padded.set(data);
  padded[data.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor((data.length * 8) / WORD));
  view.setUint32(padded.length - 4, (data.length * 8) >>> 0);

  const state = Int32Array.from(START, (word) => word | 0);
  const words = new Int32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let t = 0; t < 16; t += 1) words[t] = view.getInt32(block + 4 * t);
    for (let t = 16; t < 64; t += 1) {
      const near = words[t - 15]!;
      const far = words[t - 2]!;
      const low = turn(near, 7) ^ turn(near, 18) ^ (near >>> 3);
      const high = turn(far, 17) ^ turn(far, 19) ^ (far >>> 10);
      words[t] = words[t - 16]! + low + words[t - 7]! + high;
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
    for (let t = 0; t < 64; t += 1) {
      const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUND[t]! + words[t]!) | 0;
      const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + first) | 0;
      d = c;
      c = b;
      b = a;
      a = (first + second) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] = state[index]! + word));
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
