/** The stores of this page, whichever bundle made them: one must not take over what another is still delivering. */

interface Holder {
  /** The journey's id. */
  readonly journey: string;
  /** It can still deliver its changes itself. */
  connected(): boolean;
  /** Stops it: its changes are delivered by another store now. */
  release(): void;
  /** Takes over what others of the same journey can no longer deliver. */
  adopt(): void;
}

function holders(): Map<string, Holder> {
  // Bundles share no modules, so what they have in common hangs on the page itself.
  const page = globalThis as { [key: symbol]: unknown };
  return (page[Symbol.for("journey_widgets.stores")] ??= new Map()) as Map<string, Holder>;
}

export function enter(client: string, holder: Holder): void {
  holders().set(client, holder);
}

export function leave(client: string): void {
  holders().delete(client);
}

export function isDelivering(client: string): boolean {
  return holders().get(client)?.connected() ?? false;
}

export function takeOver(client: string): void {
  holders().get(client)?.release();
}

/** A store of `journey` has changes it cannot deliver: another that can, takes them. */
export function offer(journey: string): void {
  for (const holder of [...holders().values()]) if (holder.journey === journey && holder.connected()) holder.adopt();
}

/** Eight characters: short, because every message carries it; 40 bits, because two pages must not share one. */
export function freshClient(): string {
  const numbers = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(numbers, (number) => "abcdefghijklmnopqrstuvwxyz234567"[number % 32]).join("");
}
