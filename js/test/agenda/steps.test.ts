import { describe, expect, test } from "vitest";
import contract from "../../../tests/contract/agenda.json";
import type { Document, JsonObject } from "../../src/document/json";
import { apply, sealed } from "../../src/document/patch";
import { beginning, following, going, longer, pausing, readyAgenda, remaining, stepsOf } from "../../src/agenda/steps";
import { figures } from "../../src/agenda/clock";
import { AT_REST } from "../../src/sync/session";
import { sessionFields } from "../../src/sync/wire";
import type { Language } from "../../src/sync/types";

const doc = (content: unknown): Document => sealed(content as JsonObject) as Document;
const NOW = Date.parse("2026-06-01T05:00:00Z");

describe("as Python does (tests/contract/agenda.json)", () => {
  test("a step begins", () => {
    for (const each of contract.beginning) {
      const [step] = stepsOf(doc({ agenda: { ag_1: each.item } }));
      expect(sessionFields(beginning(step!, Date.parse(each.now)))).toEqual(each.fields);
    }
  });
  test("what follows, in the order of ranks", () => {
    const steps = stepsOf(doc({ agenda: contract.agenda }));
    expect(contract.following.map(({ step }) => following(steps, step)?.id ?? "")).toEqual(contract.following.map(({ next }) => next));
  });
  test("the ready agendas, and what they replace", () => {
    const before = doc({ agenda: { ag_mine: { title: "わたしの", rank: "a0", minutes: 1 }, ag_goal: { title: "古い", rank: "a0", minutes: 1, extra: 1 } } });
    for (const { minutes, language, items } of contract.ready) {
      const patch = readyAgenda(before, minutes as 60, language as Language);
      expect(apply(before, patch)["agenda"]).toEqual(items);
    }
  });
});

describe("the timer", () => {
  const running = { ...AT_REST, timerEnds: "2026-06-01T05:02:00.000Z" };
  const [step] = stepsOf(doc({ agenda: { ag_1: { title: "x", rank: "a0", minutes: 5 } } }));

  test("what is left runs, stands, or is over", () => {
    expect(remaining(running, NOW)).toBe(120);
    expect(remaining(running, NOW + 150_000)).toBe(-30);
    expect(remaining({ ...AT_REST, timerLeft: 7 }, NOW)).toBe(7);
    expect(remaining(AT_REST, NOW)).toBeNull();
  });
  test("pausing keeps what is left; going on gives it back", () => {
    const paused = { ...running, ...pausing(running, NOW + 30_000) };
    expect([paused.timerEnds, paused.timerLeft]).toEqual(["", 90]);
    const again = { ...paused, ...going(paused, step!, NOW + 600_000) };
    expect(remaining(again, NOW + 600_000)).toBe(90);
  });
  test("without a timer, the step's own minutes run", () => {
    expect(remaining({ ...AT_REST, ...going(AT_REST, step!, NOW) }, NOW)).toBe(300);
  });
  test("what is over cannot be paused", () => {
    expect(pausing(running, NOW + 121_000)).toEqual({});
  });
  test("two more minutes: running, standing, over and none", () => {
    expect(remaining({ ...running, ...longer(running, NOW) }, NOW)).toBe(240);
    expect(longer({ ...AT_REST, timerLeft: 30 }, NOW)).toEqual({ timerLeft: 150 });
    expect(remaining({ ...running, ...longer(running, NOW + 600_000) }, NOW + 600_000)).toBe(120);
    expect(remaining({ ...AT_REST, ...longer(AT_REST, NOW) }, NOW)).toBe(120);
  });
  test("reads as people read clocks", () => {
    expect([402, 401.2, 60, 9.4, 0, -0.5, -34, 3_599.5, 7_384].map(figures)).toEqual(
      ["6:42", "6:42", "1:00", "0:10", "0:00", "0:00", "−0:34", "1:00:00", "2:03:04"],
    );
  });
});
