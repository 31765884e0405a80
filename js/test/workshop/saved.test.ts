import { describe, expect, test } from "vitest";
import { apply } from "../../src/document/patch";
import type { Document } from "../../src/document/json";
import { apart, movePatch, removePatch, renamePatch, replacePatch, sameShown, savePatch, viewsOf, withSearch, type Shown } from "../../src/workshop/saved";
import { small } from "../board/maps";

const hana: Shown = { personas: ["pe_h"], state: "as_is", rows: "", where: {}, shows: null };
const names = (document: Document): string[] => viewsOf(document).map((view) => view.name);

function with3(): Document {
  let document = small();
  for (const name of ["一", "二", "三"]) document = apply(document, savePatch(document, hana, name).patch);
  return document;
}

describe("saved views", () => {
  test("a view is saved after all others and gives back what was shown", () => {
    const shown: Shown = { personas: ["pe_k"], state: "to_be", rows: "channel", where: { channel: ["SNS"], search: "広告" }, shows: ["facts"] };
    const document = with3();
    const { id, patch } = savePatch(document, shown, "健一の先");
    expect(Object.keys(patch)).toEqual(["views"]);
    const found = viewsOf(apply(document, patch)).at(-1)!;
    expect(found).toEqual({ id, name: "健一の先", ...shown });
  });

  test("everyone's as-is board is a view too, and writes nothing that goes without saying", () => {
    const { id, patch } = savePatch(small(), { personas: [], state: "as_is", rows: "", where: {}, shows: null }, "全員");
    expect((patch["views"] as Record<string, object>)[id]).toEqual({ name: "全員", rank: expect.any(String), state: "as_is" });
  });

  test("up and down change one place, and nothing at an end", () => {
    let document = with3();
    const [first, , third] = viewsOf(document).map((view) => view.id);
    expect(movePatch(document, first!, -1)).toEqual({});
    expect(movePatch(document, third!, 1)).toEqual({});
    document = apply(document, movePatch(document, first!, 1));
    expect(names(document)).toEqual(["二", "一", "三"]);
    document = apply(document, movePatch(document, third!, -1));
    expect(names(document)).toEqual(["二", "三", "一"]);
  });

  test("renaming, replacing and deleting touch that one view", () => {
    let document = with3();
    const second = viewsOf(document)[1]!;
    document = apply(document, renamePatch(document, second.id, "弐"));
    document = apply(document, replacePatch(document, second.id, { ...hana, state: "to_be", where: { owner: ["佐藤"] } }));
    expect(viewsOf(document)[1]).toEqual({ ...second, name: "弐", state: "to_be", where: { owner: ["佐藤"] } });
    document = apply(document, replacePatch(document, second.id, hana));
    expect(viewsOf(document)[1]!.where).toEqual({});
    expect(names(apply(document, removePatch(document, second.id)))).toEqual(["一", "三"]);
  });

  test("what else stood on the board is saved too, and where a view says nothing of it, it stays as it is", () => {
    let document = with3();
    const { id } = viewsOf(document)[0]!;
    document = apply(document, replacePatch(document, id, { ...hana, shows: ["facts", "custom.費用"] }));
    expect(viewsOf(document)[0]!.shows).toEqual(["facts", "custom.費用"]);
    document = apply(document, replacePatch(document, id, { ...hana, rows: "owner", shows: null }));
    expect(viewsOf(document)[0]).toMatchObject({ rows: "owner", shows: ["facts", "custom.費用"] });
    expect(sameShown(viewsOf(document)[0]!, { ...hana, rows: "owner" })).toBe(true);
    expect(sameShown(viewsOf(document)[0]!, { ...hana, rows: "owner", shows: ["facts"] })).toBe(false);
  });

  test("a file may say anything: what is not understood counts as not said, a persona that is gone is out of view", () => {
    const document = apply(small(), {
      views: { vi_x: { name: "x", rank: "a0", personas: ["pe_gone", 3, "pe_k"], state: "someday", rows: 7, where: ["no"], shows: "all" } } as never,
    });
    expect(viewsOf(document)[0]).toEqual({ id: "vi_x", name: "x", personas: ["pe_k"], state: "as_is", rows: "", where: {}, shows: null });
  });

  test("two views are the same when they show the same, in whatever order the filter says it", () => {
    const a: Shown = { ...hana, where: { channel: ["SNS"], owner: ["佐藤"] } };
    expect(sameShown(a, { ...hana, where: { owner: ["佐藤"], channel: ["SNS"] } })).toBe(true);
    expect(sameShown(a, { ...hana, where: { owner: ["佐藤"] } })).toBe(false);
    expect(sameShown(hana, { ...hana, personas: [] })).toBe(false);
    expect(sameShown(hana, { ...hana, state: "to_be" })).toBe(false);
  });

  test("the words searched for travel in the filter and come out again", () => {
    expect(withSearch({ owner: ["佐藤"] }, " 送料 ")).toEqual({ owner: ["佐藤"], search: "送料" });
    expect(withSearch({ search: "古い" }, "")).toEqual({});
    expect(apart({ owner: ["佐藤"], search: "送料" })).toEqual({ search: "送料", fields: { owner: ["佐藤"] } });
  });
});
