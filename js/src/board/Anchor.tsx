/** Something that hangs from a card but lives above the lanes, which scroll and would cut it off. It follows its card. */

import { effect } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Inside } from "./inside";

export function Anchor({ board, card, children }: { board: Inside; card: string; children: ComponentChildren }): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  // What hangs here measures itself, so the frame must have its place first.
  const [ready, setReady] = useState(false);

  useLayoutEffect(() => {
    const ends = new AbortController();
    let request = 0;
    const place = (): void => {
      request = 0;
      const element = frame.current;
      const target = board.element(card);
      if (!element) return;
      const box = target?.getBoundingClientRect();
      const lane = target?.closest(".jw-lane, .jw-pool")?.getBoundingClientRect();
      const zero = element.parentElement!.getBoundingClientRect();
      // A card scrolled out of its lane takes what hangs from it along.
      const seen = box && lane && box.width > 0 && box.bottom > lane.top + 8 && box.top < lane.bottom - 8;
      element.style.visibility = seen ? "" : "hidden";
      if (!seen) return;
      element.style.cssText = `left:${box.left - zero.left}px;top:${box.top - zero.top}px;width:${box.width}px;height:${box.height}px`;
    };
    const later = (): void => {
      if (!request) request = requestAnimationFrame(place);
    };
    place();
    setReady(true);
    board.root.ownerDocument.addEventListener("scroll", later, { capture: true, passive: true, signal: ends.signal });
    const observer = new ResizeObserver(later);
    observer.observe(board.root);
    // The card may be moved by anyone.
    const stop = effect(() => {
      board.document.value;
      later();
    });
    return () => {
      ends.abort();
      observer.disconnect();
      stop();
      if (request) cancelAnimationFrame(request);
    };
  }, [card]);

  return (
    <div ref={frame} class="jw-anchor">
      {ready && children}
    </div>
  );
}
