/** Icons, the marks of notes and the star of a moment of truth. Decoration by default: what they mean stands beside them in words. */

import type { JSX, SVGAttributes } from "preact";
import { channelIcon } from "./channels";
import { ICONS, type IconName } from "./icons";

export type { IconName };

export function Icon({ name, small = false, label }: { name: IconName; small?: boolean; label?: string }): JSX.Element {
  return (
    <svg class={small ? "jw-i jw-i-s" : "jw-i"} viewBox="0 0 16 16" {...spoken(label)}>
      <path d={ICONS[name]} />
    </svg>
  );
}

/** A channel as a chip: icon and name. */
export function ChannelChip({ channel }: { channel: string }): JSX.Element {
  return (
    <span class="jw-chip">
      <Icon name={channelIcon(channel)} small />
      <span>{channel}</span>
    </span>
  );
}

const MARKS = {
  pain: "M0 1.5h10L5 9.5z",
  gain: "M5 .5l5 8H0z",
  opportunity: "M5 0l5 5-5 5-5-5z",
  question: "M5 0a5 5 0 1 1 0 10A5 5 0 0 1 5 0zM5 2a2 2 0 0 0-2 1.9h1.1a.9.9 0 1 1 1.4.8c-.7.4-1 .8-1 1.6h1.1c0-.4.2-.6.6-.9A2 2 0 0 0 5 2zM4.4 7v1.1h1.2V7z",
  quote: "M0 5.5C0 3 1.4 1.2 4 .8v1.5C2.7 2.7 2 3.5 2 4.5h2v4H0zM5.8 5.5C5.8 3 7.2 1.2 9.8.8v1.5c-1.3.4-2 1.2-2 2.2h2v4h-4z",
} as const;

export type MarkKind = keyof typeof MARKS;

/** ▼ pain, ▲ gain, ◆ opportunity, and a disc with ? and quotation marks. */
export function Mark({ kind, label }: { kind: MarkKind; label?: string }): JSX.Element {
  return (
    <svg class={`jw-mark ${kind}`} viewBox="0 0 10 10" {...spoken(label)}>
      <path d={MARKS[kind]} fill-rule="evenodd" />
    </svg>
  );
}

/** The moment of truth. */
export function Star({ label }: { label?: string }): JSX.Element {
  return (
    <svg class="jw-star" viewBox="0 0 16 16" {...spoken(label)}>
      <path d="M8 1.2l2 4.5 4.9.5-3.7 3.3 1.1 4.8L8 11.8l-4.3 2.5 1.1-4.8L1.1 6.2 6 5.7z" />
    </svg>
  );
}

/** A drawing that says something on its own is an image with a name; otherwise it is hidden from the ear. */
export function spoken(label: string | undefined): SVGAttributes<SVGSVGElement> {
  return label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" };
}
