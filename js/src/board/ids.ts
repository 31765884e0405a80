/** Ids of what a hand makes on the board: made where the thing is made, so that it can be drawn before the kernel knows it. */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PREFIX: Readonly<Record<string, string>> = { touchpoints: "tp", stages: "st", personas: "pe", notes: "no", actions: "ac" };

let lastMoment = 0;

/**
 * `tp_`, seven base-62 digits of the time in milliseconds and five at random, as in model/ids.py: ids sort in the order in
 * which things were made, and two people never make the same one.
 */
export function newId(table: string): string {
  lastMoment = Math.max(Date.now(), lastMoment + 1);
  // 32 random bits into 62⁵ (29.8 bits): the tiny bias is of no consequence for an id.
  const random = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 62 ** 5;
  return `${PREFIX[table] ?? table.slice(0, 2)}_${digits(lastMoment, 7)}${digits(random, 5)}`;
}

function digits(number: number, size: number): string {
  let text = "";
  for (let rest = number; text.length < size; rest = Math.floor(rest / 62)) text = DIGITS.charAt(rest % 62) + text;
  return text;
}

/** Keyless parts are empty: `tp_ad//as_is/` is everyone's agreed score. */
export function scoreId(touchpoint: string, persona: string, state: string, participant = ""): string {
  return `${touchpoint}/${persona}/${state}/${participant}`;
}
