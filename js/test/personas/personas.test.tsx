import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Document, JsonObject } from "../../src/document/json";
import { Personas } from "../../src/personas/Personas";
import { sharesOf, typedShare } from "../../src/personas/shares";
import { copiedPersona, evenedShares, listed } from "../../src/personas/verbs";
import { personaWeights } from "../../src/analysis/overall";
import { apply } from "../../src/document/patch";
import { drawerOn, type Opened } from "../notes/desk";
import { button, click, leave, named, press, write } from "../panel/hand";
import { sample } from "../panel/stage";

const people = (): Document => ({
  ...sample(),
  personas: { pe_1: { name: "花", share: 0.6, color: "#8c2f7a", goals: ["早く買う"] }, pe_2: { name: "健一" } },
});

let scene: Opened;
beforeEach(() => {
  scene = drawerOn(people());
  act(() => render(<Personas drawer={scene.drawer} />, scene.root));
});
afterEach(() => {
  act(() => render(null, scene.root));
  scene.end();
});

const card = (id: string): HTMLElement => scene.root.querySelector<HTMLElement>(`[data-persona="${id}"]`)!;
const last = (): JsonObject => scene.patches.at(-1) as JsonObject;
const fill = (field: HTMLElement, text: string): void => {
  write(field as HTMLInputElement, text);
  leave(field);
};
const check = (): HTMLElement => scene.root.querySelector<HTMLElement>(".jw-shares")!;

describe("a persona", () => {
  test("has every field of its table, each one change of its own", () => {
    const typed: Record<string, [string, string, unknown]> = {
      name: ["名前", "健二", "健二"], segment: ["セグメント", "自営業の父", "自営業の父"], age: ["年齢", "52", "52"],
      location: ["住まい", "大阪", "大阪"], occupation: ["職業", "店主", "店主"], quote: ["口ぐせ・発言", "安ければ", "安ければ"],
      goals: ["目標（1行に1つ）", "・安く\n・早く", ["安く", "早く"]], wishes: ["望み（1行に1つ）", "相談したい", ["相談したい"]],
      fears: ["不安（1行に1つ）", "詐欺\n\n", ["詐欺"]], habits: ["買い方（1行に1つ）", "電話で頼む", ["電話で頼む"]],
      concerns: ["気がかり（1行に1つ）", "送料", ["送料"]], share: ["顧客に占める構成比（%）", "２５％", 0.25],
    };
    for (const [field, [name, text, value]] of Object.entries(typed)) {
      fill(named(card("pe_2"), name), text);
      expect(last(), field).toEqual({ personas: { pe_2: { [field]: value } } });
    }
    click(named(card("pe_2"), "青緑"));
    expect(last()).toEqual({ personas: { pe_2: { color: "#1f6f78" } } });
    fill(named(card("pe_1"), "目標（1行に1つ）"), " ");
    expect(last()).toEqual({ personas: { pe_1: { goals: null } } });
  });

  test("a share that is no percentage is said and not taken", () => {
    fill(named(card("pe_2"), "顧客に占める構成比（%）"), "120");
    expect(scene.patches).toEqual([]);
    expect(card("pe_2").querySelector(".jw-persona-wrong")!.textContent).toBe("「120」は0〜100の数ではありません。");
    expect(named<HTMLInputElement>(card("pe_2"), "顧客に占める構成比（%）").value).toBe("");
  });

  test("is put in focus on board and curve", () => {
    click(button(card("pe_2"), "この人で見る"));
    expect(scene.drawer.persona.value).toBe("pe_2");
    expect(card("pe_2").className).toContain("is-shown");
  });

  test("is added, and its name is what one writes next", () => {
    click(button(scene.root, "ペルソナを追加"));
    const [id] = Object.keys(last()["personas"] as JsonObject);
    expect(last()).toEqual({ personas: { [id!]: { name: "ペルソナ3" } } });
    expect(document.activeElement).toBe(named(card(id!), "名前"));
  });

  test("is copied with its scores in one change, without share and colour", () => {
    click(named(scene.root, "「花」を採点ごとコピー"));
    expect(scene.patches).toHaveLength(1);
    const [id] = Object.keys(last()["personas"] as JsonObject);
    expect(last()["personas"]).toEqual({ [id!]: { name: "花のコピー", goals: ["早く買う"] } });
    expect(last()["scores"]).toEqual({
      [`tp_1/${id}/as_is/`]: { touchpoint: "tp_1", persona: id, state: "as_is", score: -1, reason: "うるさい" },
      [`tp_3/${id}/as_is/p1`]: { touchpoint: "tp_3", persona: id, state: "as_is", participant: "p1", score: -2, reason: "長い" },
      [`tp_3/${id}/as_is/p2`]: { touchpoint: "tp_3", persona: id, state: "as_is", participant: "p2", score: -1 },
    });
  });

  test("without scores goes at once; with scores only after one has read how many", () => {
    click(named(scene.root, "「健一」を削除"));
    expect(last()).toEqual({ personas: { pe_2: null } });
    click(named(scene.root, "「花」を削除"));
    expect(scene.patches).toHaveLength(1);
    expect(card("pe_1").querySelector("[role=alert].jw-persona-ask")!.textContent).toContain("採点3件も消えます");
    click(button(card("pe_1"), "採点ごと削除"));
    expect(Object.keys(last()["scores"] as JsonObject)).toHaveLength(3);
  });

  test("that somebody renames elsewhere is renamed here, but not under the hand", () => {
    const name = named<HTMLInputElement>(card("pe_2"), "名前");
    write(name, "書きかけ");
    act(() => scene.remote({ personas: { pe_2: { name: "健三", age: "60" } } }));
    expect(name.value).toBe("書きかけ");
    expect(named<HTMLInputElement>(card("pe_2"), "年齢").value).toBe("60");
    press(name, "Escape");
    expect(name.value).toBe("健三");
  });
});

describe("the shares", () => {
  test("are checked: unsaid, rest, whole, short, over, nothing left", () => {
    const states = [
      [{}, "none"], [{ a: 0.6 }, "rest"], [{ a: 0.6, b: 0.4 }, "whole"], [{ a: 0.6, b: 0.3 }, "short"], [{ a: 0.6, b: 0.7 }, "over"],
      [{ a: 1 }, "nothing_left"],
    ] as const;
    for (const [said, state] of states) {
      const shares = said as Readonly<Record<string, number>>;
      const personas = Object.fromEntries(["a", "b"].map((id) => [id, { name: id, ...(id in shares ? { share: shares[id]! } : {}) }]));
      expect(sharesOf({ personas } as unknown as Document).state, state).toBe(state);
    }
  });

  test("say what the rest is counted as, and can be made to be whole", () => {
    expect(check().dataset["state"]).toBe("rest");
    expect(check().textContent).toContain("残りの40 %は、未入力の1人のものとして計算します。");
    click(button(check(), "100 %にそろえる"));
    expect(last()).toEqual({ personas: { pe_2: { share: 0.4 } } });
    expect(check().dataset["state"]).toBe("whole");
  });

  test("add up to exactly one hundred after evening them, whatever they were", () => {
    for (const shares of [[1, 1, 1], [0.9, 0.9, 0.2], [0.333, 0.333, 0.333, 0.001], [0.5, 0.26]]) {
      const personas = Object.fromEntries(shares.map((share, at) => [`pe_${at}`, { name: `p${at}`, share }]));
      const document = { personas } as unknown as Document;
      const after = apply(document, evenedShares(document, personaWeights(document)));
      const whole = Object.values(after["personas"] as JsonObject).reduce<number>((sum, each) => sum + Math.round(100 * ((each as JsonObject)["share"] as number)), 0);
      expect(whole, String(shares)).toBe(100);
    }
  });

  test("weigh the mean of all customers", () => {
    act(() => scene.remote({ scores: { "tp_1/pe_2/as_is/": { touchpoint: "tp_1", persona: "pe_2", state: "as_is", score: 2 } } }));
    // tp_1: .6 · −1 + .4 · 2 = .2; tp_3: −1.5 of the only one who scored; (.2 − 1.5) / 2 = −.65
    expect(check().querySelector(".jw-persona-overall")!.textContent).toBe("全体（構成比で加重）の平均 −0.7（2か所）");
  });

  test("of nothing make no mean: where only such a persona scored is a gap", () => {
    act(() => scene.remote({
      personas: { pe_1: { share: 1 }, pe_2: { share: 0 } },
      scores: { "tp_2/pe_2/as_is/": { touchpoint: "tp_2", persona: "pe_2", state: "as_is", score: 2 } },
    }));
    expect(check().querySelector(".jw-persona-overall")!.textContent).toContain("（2か所）");
  });

  test("are typed as people type percentages", () => {
    expect([" 60 ", "６０％", "12.5%", "12,5", "100", "0", ""].map(typedShare)).toEqual([0.6, 0.6, 0.125, 0.125, 1, 0, null]);
    expect(["-1", "101", "半分", "1e1"].map(typedShare)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

test("a list is what stands on its lines, without the marks people put before them", () => {
  expect(listed("・早く\n　• 安く\n- 楽に\n-5 度\n\n")).toEqual(["早く", "安く", "楽に", "-5 度"]);
  expect(listed(" \n　")).toBeNull();
});

test("a persona that is gone is not copied", () => {
  expect(copiedPersona(people(), "pe_x", "x").patch).toEqual({});
});
