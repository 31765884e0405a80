/** Numbers as people read them here: changes always with their sign, a true minus. */

/** A change of a score: "+1.3", "−0.5", "0". `decimals`: small lifts of a mean need two. */
export function signed(value: number, decimals = 1): string {
  const factor = 10 ** decimals;
  const rounded = Math.round(Math.abs(value) * factor + 1e-9) / factor;
  return rounded === 0 ? "0" : `${value < 0 ? "−" : "+"}${rounded}`;
}

/** As few decimals as do, without a sign of its own where it is positive. */
export function plain(value: number, decimals = 1): string {
  const factor = 10 ** decimals;
  const rounded = Math.round(Math.abs(value) * factor + 1e-9) / factor;
  return value < 0 && rounded !== 0 ? `−${rounded}` : String(rounded);
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
