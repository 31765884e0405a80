/**
 * A page over everything: in the browser's top layer at once (as a popover), and in full screen where the browser allows it.
 * The layer is the popover and the stage inside it what goes full screen: an element cannot be both.
 */

interface FullScreen {
  readonly fullscreenElement?: Element | null;
}

export function takeScreen(layer: HTMLElement, stage: HTMLElement, leave: () => void, signal: AbortSignal): void {
  const document = stage.ownerDocument;
  const now = (): Element | null => (stage.getRootNode() as FullScreen).fullscreenElement ?? null;
  let full = false;
  if (typeof layer.showPopover === "function") {
    layer.setAttribute("popover", "manual");
    layer.showPopover();
  }
  stage.focus({ preventScroll: true });
  document.addEventListener("fullscreenchange", () => {
    if (now() === stage) full = true;
    // Escape leaves the browser's full screen without a key being heard: the presentation ends with it.
    else if (full) leave();
  }, { signal });
  // Not everybody may (a frame without leave, a browser that waits for a click): the window is enough then.
  void Promise.resolve(stage.requestFullscreen?.()).catch(() => undefined);
  signal.addEventListener("abort", () => {
    if (now() === stage) void document.exitFullscreen().catch(() => undefined);
    if (layer.isConnected && layer.matches(":popover-open")) layer.hidePopover();
  }, { once: true });
}
