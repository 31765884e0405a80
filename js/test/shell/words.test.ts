/// <reference types="node" />
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { fill, say } from "../../src/shell/words";

const source = resolve(import.meta.dirname, "../../src");
const folder = resolve(import.meta.dirname, "../../../journey_widgets/words");
type Catalogue = Record<string, Record<string, string>>;

// The page's own words; Python's tests look after those only Python says.
const catalogues: [string, Catalogue][] = readdirSync(folder)
  .filter((name) => ["board.json", "panel.json", "chart.json", "sync.json"].includes(name))
  .map((name) => [name, JSON.parse(readFileSync(resolve(folder, name), "utf8")) as Catalogue]);
const everything: Catalogue = Object.assign({}, ...catalogues.map(([, words]) => words));
const files = (readdirSync(source, { recursive: true }) as string[]).filter((name) => /\.tsx?$/.test(name));

describe("the catalogue", () => {
  test.each(catalogues)("%s has every sentence in Japanese and English, with the same places to fill", (_, words) => {
    for (const [key, said] of Object.entries(words)) {
      expect(Object.keys(said).sort(), key).toEqual(["en", "ja"]);
      expect(said["ja"] && said["en"], key).toBeTruthy();
      if (key.endsWith("_one")) continue;
      const places = (text = ""): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] as string).sort();
      expect([...new Set(places(said["ja"]))], key).toEqual([...new Set(places(said["en"]))]);
    }
  });

  test("holds every key the page's code says", () => {
    const missing: string[] = [];
    for (const name of files) {
      const text = readFileSync(resolve(source, name), "utf8");
      for (const [, key] of text.matchAll(/["'`]((?:board|panel|chart|sync)\.[a-z0-9_]+)["'`]/g))
        if (key && !(key in everything)) missing.push(`${name}: ${key}`);
      // `panel.field_${field}`: at least one key must start so.
      for (const [, start] of text.matchAll(/`((?:board|panel|chart|sync)\.[a-z0-9_]+)\$\{/g))
        if (start && !Object.keys(everything).some((key) => key.startsWith(start))) missing.push(`${name}: ${start}…`);
    }
    expect(missing).toEqual([]);
  });

  test("has no key of the panel that nothing says", () => {
    const text = files.map((name) => readFileSync(resolve(source, name), "utf8")).join("\n");
    const starts = [...text.matchAll(/`(panel\.[a-z0-9_]*)\$\{/g)].map((found) => found[1] as string);
    const panel = Object.keys(everything).filter((key) => key.startsWith("panel."));
    const idle = panel.filter((key) => {
      const base = key.replace(/_one$/, "");
      return !text.includes(`"${base}"`) && !starts.some((start) => start !== "panel." && base.startsWith(start));
    });
    // Undo, redo and the states are put together from a name alone.
    const built = new Set(["panel.undo", "panel.redo", "panel.undo_what", "panel.redo_what", "panel.as_is", "panel.to_be"]);
    expect(idle.filter((key) => !built.has(key))).toEqual([]);
  });
});

describe("say", () => {
  test("fills in values and leaves a missing one visible", () => {
    expect(fill("{n}人、{who}", { n: 3 })).toBe("3人、{who}");
  });
  test("counts one as one", () => {
    expect(say("panel.votes", "en", { n: 1 })).toBe("1 vote");
    expect(say("panel.votes", "en", { n: 2 })).toBe("2 votes");
  });
  test("says the key where there are no words", () => {
    expect(say("panel.no_such_key", "ja")).toBe("panel.no_such_key");
  });
});
