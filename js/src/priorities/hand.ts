/** A chip under the pointer: mouse, pen or finger. What is below the hand is asked for again at every move. */

const SLOP = 4;

export interface Grip {
  readonly id: string;
  /** Where the hand is, in the viewport. */
  readonly x: number;
  readonly y: number;
}

export interface Hand {
  /** Lifted, or moved. */
  onMove(grip: Grip): void;
  /** Let go. */
  onDrop(grip: Grip): void;
  /** Escape, or the pointer was lost: as if it had never been lifted. */
  onCancel(): void;
}

/** From a press on a chip until it is let go. A press without a move is a click, and none of this. */
export function follow(press: PointerEvent, id: string, hand: Hand): void {
  if (press.button !== 0 || !press.isPrimary) return;
  const chip = press.currentTarget as HTMLElement;
  const page = chip.ownerDocument;
  const ends = new AbortController();
  let lifted = false;
  const grip = (event: PointerEvent): Grip => ({ id, x: event.clientX, y: event.clientY });
  const finish = (): void => ends.abort();
  const mine = (event: PointerEvent): boolean => event.pointerId === press.pointerId;

  // From the press on: a quick hand is beside the chip before it has moved far enough to lift it.
  chip.setPointerCapture(press.pointerId);
  chip.addEventListener("pointermove", (event) => {
    if (!mine(event)) return;
    if (!lifted) {
      if (Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) < SLOP) return;
      lifted = true;
    }
    hand.onMove(grip(event));
  }, { signal: ends.signal });
  chip.addEventListener("pointerup", (event) => {
    if (!mine(event)) return;
    finish();
    if (!lifted) return;
    // The click that follows at once is part of the drag, not a choice.
    const after = new AbortController();
    chip.addEventListener("click", (click) => {
      click.stopImmediatePropagation();
      click.preventDefault();
    }, { capture: true, once: true, signal: after.signal });
    setTimeout(() => after.abort());
    hand.onDrop(grip(event));
  }, { signal: ends.signal });
  // On the page: a chip that is gone (somebody deleted the note) hears nothing any more.
  for (const lost of ["pointercancel", "lostpointercapture"] as const)
    page.addEventListener(lost, (event) => {
      if (!mine(event)) return;
      finish();
      if (lifted) hand.onCancel();
    }, { signal: ends.signal });
  page.addEventListener("keydown", (event) => {
    if (!lifted || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    finish();
    hand.onCancel();
  }, { capture: true, signal: ends.signal });
}
