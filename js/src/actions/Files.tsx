/** The plan as a file, made in the page: it needs no kernel. */

import type { JSX } from "preact";
import { text } from "../board/fields";
import type { DrawerContext } from "../drawer/context";
import type { JsonObject } from "../document/json";
import { ownKeys } from "../shell/keys";
import { calendarText, tableText, today } from "./plan";

export function Files({ drawer }: { drawer: DrawerContext }): JSX.Element {
  const { say } = drawer;
  const give = (ending: "ics" | "csv"): void => {
    const document = drawer.document.peek();
    const language = drawer.language.peek();
    const content = ending === "ics" ? calendarText(document, language, new Date()) : tableText(document, language, today());
    const title = text(document["about"] as JsonObject | undefined, "title") || say("actions.title");
    // A name that every system takes.
    save(drawer.root, content, ending === "ics" ? "text/calendar" : "text/csv", `${title.replaceAll(/[\\/:*?"<>|\u0000-\u001f]/g, "_")}.${ending}`);
  };
  return (
    <div class="jw-act-files">
      <button type="button" class="jw-btn jw-btn-line" title={say("actions.ics_long")} {...ownKeys} onClick={() => give("ics")}>{say("actions.ics")}</button>
      <button type="button" class="jw-btn jw-btn-line" title={say("actions.csv_long")} {...ownKeys} onClick={() => give("csv")}>{say("actions.csv")}</button>
    </div>
  );
}

function save(root: HTMLElement, content: string, type: string, name: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = root.ownerDocument.createElement("a");
  link.href = url;
  link.download = name;
  // In the page, as some browsers only follow what is there.
  root.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
