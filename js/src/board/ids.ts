/** Ids of what a hand makes on the board: made where the thing is made, so that it can be drawn before the kernel knows it. */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PREFIX: Readonly<Record<string, string>> = { touchpoints: "tp", stages: "st", personas: "pe", notes: "no", actions: "ac" };

/** `tp_` and ten base-62 digits: 60 bits, so that two people never make the same one. */
export function newId(table: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let id = "";
  // 248 is the last multiple of 62 a byte reaches; what is above would make some digits likelier.
  for (const byte of bytes) if (byte < 248 && id.length < 10) id += DIGITS[byte % 62];
  return id.length < 10 ? newId(table) : `${PREFIX[table] ?? table.slice(0, 2)}_${id}`;
}

/** Keyless parts are empty: `tp_ad//as_is/` is everyone's agreed score. */
export function scoreId(touchpoint: string, persona: string, state: string, participant = ""): string {
  return `${touchpoint}/${persona}/${state}/${participant}`;
}
