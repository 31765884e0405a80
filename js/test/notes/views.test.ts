import { expect, test } from "vitest";
import type { Document } from "../../src/document/json";
import { apply } from "../../src/document/patch";
import { NoteBook, spotsOf } from "../../src/notes/views";
import { tally } from "../../src/notes/voter";

const document: Document = {
  stages: { st_a: { name: "認知", rank: "a0" } },
  touchpoints: { tp_1: { title: "広告", stage: "st_a", rank: "a0" }, tp_2: { title: "検索", stage: "st_a", rank: "a1" } },
  notes: {
    no_1: { kind: "pain", text: "一", touchpoint: "tp_1" },
    no_2: { kind: "pain", text: "二", touchpoint: "tp_2" },
    no_3: { kind: "odd", text: "三", merged_into: "no_2" },
  },
  votes: {},
};

test("a view is the same object until something on it changes: its text, a vote, a part of its cluster, its place", () => {
  const book = new NoteBook();
  let now = document;
  const look = (): Map<string, unknown> => new Map(book.look(now, spotsOf(now), tally(now, "")).map((view) => [view.id, view]));
  let before = look();
  const changed = (patch: Parameters<typeof apply>[1]): string[] => {
    now = apply(now, patch as Document);
    const after = look();
    const different = [...after].filter(([id, view]) => before.get(id) !== view).map(([id]) => id);
    before = after;
    return different;
  };
  expect(changed({ touchpoints: { tp_1: { thought: "？" } } })).toEqual([]);
  expect(changed({ notes: { no_1: { text: "一の二" } } })).toEqual(["no_1"]);
  expect(changed({ votes: { "no_3/p1": { note: "no_3", participant: "p1", dots: 2 } } })).toEqual(["no_2"]);
  expect(changed({ notes: { no_3: { severity: 5, frequency: 5 } } })).toEqual(["no_2"]);
  expect(changed({ touchpoints: { tp_1: { title: "看板" } } })).toEqual(["no_1"]);
  // Everything after it gets another number.
  expect(changed({ touchpoints: { tp_1: { stage: null } } })).toEqual(["no_1", "no_2"]);
});

test("a kind from elsewhere is shown as a question, never lost", () => {
  const [, second] = new NoteBook().look(document, spotsOf(document), tally(document, ""));
  expect(second?.merged[0]?.kind).toBe("question");
});
