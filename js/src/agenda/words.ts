/** Lengths of time in words. */

import type { DrawerContext } from "../drawer/context";

/** `7分`, `7 min`: minutes as people plan them, at most one decimal. */
export function lengthOf(say: DrawerContext["say"], minutes: number): string {
  return say("agenda.minutes", { minutes: Math.round(10 * minutes) / 10 });
}
