/** Personas as the board shows them: in a fixed order, each with a colour, a marker and the first letter of its name. */

import type { JSX } from "preact";
import type { Document } from "../document/json";
import { table } from "../document/order";
import { Icon } from "../shell/Icon";
import { text } from "./fields";

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Place in the order: decides line, marker and colour. */
  readonly index: number;
  readonly color: string;
}

/** Personas by id. They have no rank, and a saved file is sorted by id: so this order is the same before and after saving. */
export function personasOf(document: Document): Person[] {
  const personas = table(document, "personas");
  return Object.keys(personas)
    .sort()
    .map((id, index) => {
      const record = personas[id] as Parameters<typeof text>[0];
      return { id, index, name: text(record, "name") || id, color: text(record, "color") };
    });
}

/** A persona's own colour, as dark or as light as the letter on it needs; "" where it is none that a page can draw. */
export function ownColor(color: string): string {
  if (color === "" || typeof CSS === "undefined" || !CSS.supports("color", color)) return "";
  return `light-dark(oklch(from ${color} min(l, 0.52) c h), oklch(from ${color} max(l, 0.74) c h))`;
}

const SHAPES = ["", "square", "diamond", "triangle"] as const;
const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : null;

function initial(name: string): string {
  const first = segmenter ? segmenter.segment(name)[Symbol.iterator]().next().value?.segment : Array.from(name)[0];
  return (first ?? "").toUpperCase();
}

/** Decoration beside the persona's name. Null is everyone. */
export function Avatar({ person }: { person: Person | null }): JSX.Element {
  if (!person)
    return (
      <span class="jw-avatar everyone" aria-hidden="true">
        <Icon name="people" small />
      </span>
    );
  // Beyond four, colours and markers come round again; the letter and the name tell them apart.
  const place = person.index % 4;
  return (
    <span class={`jw-avatar ${SHAPES[place]}`} style={{ "--p": ownColor(person.color) || `var(--jw-persona-${place + 1})` }} aria-hidden="true">
      {initial(person.name)}
    </span>
  );
}
