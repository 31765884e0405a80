/** The links of a document, as the board reads them. */

import type { Document, JsonObject } from "../../document/json";
import { table } from "../../document/order";
import { bare } from "../../document/patch";
import type { BoardContext } from "../context";
import { number, text } from "../fields";
import { newId } from "../ids";
import { recordPatch, withFields } from "../verbs";
import { parse, spoken } from "./duration";

export interface Link {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly condition: string;
  /** ISO 8601, "" for none. */
  readonly delay: string;
  /** 0–1, or null. */
  readonly share: number | null;
}

export interface LinkFields {
  readonly condition?: string;
  readonly delay?: string | null;
  readonly share?: number | null;
}

function linkOf(id: string, record: JsonObject): Link {
  return {
    id,
    source: text(record, "source"),
    target: text(record, "target"),
    condition: text(record, "condition"),
    delay: text(record, "delay"),
    share: number(record, "share"),
  };
}

const known = new WeakMap<object, readonly Link[]>();

/** All links by id. The same list as long as the table is the same: documents are copied by path. */
export function linksOf(document: Document): readonly Link[] {
  const records = table(document, "links");
  let links = known.get(records);
  if (!links) known.set(records, (links = Object.keys(records).sort().map((id) => linkOf(id, records[id] as JsonObject))));
  return links;
}

/** Those that leave a card and those that come to it; a link to the card itself leaves it. */
export function linksAt(document: Document, card: string): { readonly out: readonly Link[]; readonly into: readonly Link[] } {
  const links = linksOf(document);
  return {
    out: links.filter((link) => link.source === card),
    into: links.filter((link) => link.target === card && link.source !== card),
  };
}

/** Makes a link; its id. */
export function addLink(board: Pick<BoardContext, "store">, source: string, target: string, fields: LinkFields = {}): string {
  const id = newId("links");
  board.store.change(recordPatch("links", id, undefined, withFields(bare(), { source, target, ...fields })));
  return id;
}

type Speaker = Pick<BoardContext, "say" | "card" | "number" | "view">;

/** "9 会員登録", "会員登録（未配置）". */
export function called(board: Speaker, card: string): string {
  const title = text(board.card(card).value?.record, "title") || board.say("board.untitled");
  const no = board.number(card).value;
  return no > 0 ? board.say("paths.card", { no, title }) : board.say("paths.card_in_pool", { title });
}

/** Whether it goes back to a card one has passed, to the card itself, or on. */
export function way(board: Pick<BoardContext, "number">, link: Link): "on" | "back" | "self" {
  if (link.source === link.target) return "self";
  const [from, to] = [board.number(link.source).value, board.number(link.target).value];
  return from > 0 && to > 0 && to < from ? "back" : "on";
}

/** A share as people write it: "30", "12.5". */
export const percent = (share: number): string => String(Math.round(share * 1000) / 10);

/** What is said of a link besides its ends: condition, delay, share. */
export function parts(board: Speaker, link: Link): string[] {
  const found: string[] = [];
  if (link.condition) found.push(board.say("paths.if", { condition: link.condition }));
  const delay = parse(link.delay);
  if (delay !== null) found.push(board.say("paths.after", { time: spoken(delay, board.view.language.value) }));
  if (link.share !== null) found.push(board.say("paths.share_is", { share: percent(link.share) }));
  return found;
}

/** The figures alone, in one line ("2日後 · 30 %"); the condition where there are none. */
export function short(board: Speaker, link: Link): string[] {
  const [first, ...rest] = parts(board, link);
  if (first === undefined) return [];
  const figures = link.condition ? rest : [first, ...rest];
  return [figures.length > 0 ? figures.join(board.say("paths.short_apart")) : first];
}

/** "→ 9 会員登録、条件：…、2日後、30 %". */
export function told(board: Speaker, link: Link, to: "target" | "source" = "target"): string {
  const card = called(board, link[to]);
  const head = board.say(to === "target" ? "paths.to_card" : "paths.from_card", { card });
  const turn = { on: "", back: board.say("paths.going_back"), self: board.say("paths.going_round") }[way(board, link)];
  return [head + turn, ...parts(board, link)].join(board.say("paths.parts_apart"));
}
