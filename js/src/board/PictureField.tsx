/** A card's picture in the panel: chosen from a file here, replaced, described, taken off. */

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { JsonObject } from "../document/json";
import { Field } from "../shell/field";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { Picture } from "./CardExtras";
import type { BoardContext } from "./context";
import { text } from "./fields";

const ACCEPTED = "image/png,image/jpeg,image/webp,image/gif,image/avif";

export function PictureField({ board, card, record }: { board: BoardContext; card: string; record: JsonObject }): JSX.Element | null {
  const input = useRef<HTMLInputElement>(null);
  const image = text(record, "image");
  if (!board.pictures.possible && image === "") return null;
  const choose = (
    <button type="button" class={image ? "jw-btn" : "jw-btn jw-picture-add"} data-action="choose-picture" {...ownKeys} onClick={() => input.current?.click()}>
      <Icon name="image" />
      {board.say(image ? "facts.picture_replace" : "facts.picture_choose")}
    </button>
  );
  return (
    <div class="jw-picture-field" role="group" aria-label={board.say("facts.picture")}>
      {image ? (
        <>
          <Picture key={image} board={board} record={record} class="jw-panel-picture" />
          <Field
            key={`${card}/image_alt`}
            class="jw-edit jw-picture-alt"
            label={board.say("facts.picture_alt")}
            placeholder={board.say("facts.picture_alt")}
            value={text(record, "image_alt")}
            onCommit={(value) => board.verbs.edit("touchpoints", card, { image_alt: value })}
          />
          <div class="row">
            {choose}
            <button type="button" class="jw-btn" data-action="detach-picture" {...ownKeys} onClick={() => board.pictures.detach(card)}>
              {board.say("facts.picture_remove")}
            </button>
          </div>
        </>
      ) : (
        <>
          {choose}
          <span class="jw-muted">{board.say("facts.picture_how")}</span>
        </>
      )}
      <input
        ref={input}
        type="file"
        class="sr"
        tabIndex={-1}
        aria-hidden="true"
        accept={ACCEPTED}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) void board.pictures.attach(card, file);
        }}
      />
    </div>
  );
}
