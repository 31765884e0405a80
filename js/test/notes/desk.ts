/** A drawer on a store without a kernel. */

import { openDrawer, type LoneDrawer } from "../../src/drawer/open";
import type { Document } from "../../src/document/json";
import { type Stage, stage } from "../panel/stage";

export interface Opened extends Stage {
  readonly drawer: LoneDrawer;
}

export function drawerOn(document: Document): Opened {
  const scene = stage(document);
  const drawer = openDrawer({ store: scene.board.store, root: scene.root, signal: scene.board.signal, language: "ja" });
  return { ...scene, drawer };
}
