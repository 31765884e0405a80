/**
 * What the program around the page knows of the kernel, where it says so: JupyterLab does, others need not. Everything
 * works without it, only later: by messages that stay without an answer. Nothing else in the page asks.
 */

interface Signal {
  connect(slot: () => void): unknown;
  disconnect(slot: () => void): unknown;
}

interface JupyterKernel {
  readonly status?: string;
  readonly connectionStatus?: string;
  readonly statusChanged?: Signal;
  readonly connectionStatusChanged?: Signal;
  readonly disposed?: Signal;
}

export interface Watched {
  /** The kernel is running something. */
  busy(): boolean;
}

interface Calls {
  /** The kernel is gone, or has been started anew: it does not know this page's comms any more. */
  readonly onLost: () => void;
  /** The line to it is back. */
  readonly onBack: () => void;
  /** Busy or idle. */
  readonly onChange: () => void;
}

/** Statuses after which a kernel has forgotten everything. */
const FORGETFUL = new Set(["restarting", "autorestarting", "terminating", "dead"]);

/** `model` is a widget's, as anywidget hands it over: `widget_manager` is whatever the host has put there. */
export function watchKernel(model: object, { onLost, onBack, onChange }: Calls, signal: AbortSignal): Watched {
  const kernel = (model as { widget_manager?: { kernel?: JupyterKernel | null } }).widget_manager?.kernel ?? null;
  const follow = (source: Signal | undefined, slot: () => void): void => {
    if (typeof source?.connect !== "function" || signal.aborted) return;
    source.connect(slot);
    signal.addEventListener("abort", () => source.disconnect(slot), { once: true });
  };
  follow(kernel?.statusChanged, () => (FORGETFUL.has(kernel?.status ?? "") ? onLost() : onChange()));
  follow(kernel?.connectionStatusChanged, () => (kernel?.connectionStatus === "connected" ? onBack() : onLost()));
  follow(kernel?.disposed, onLost);
  return { busy: () => kernel?.status === "busy" };
}
