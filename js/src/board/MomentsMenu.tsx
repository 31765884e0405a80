/** Moments to go back to: keep the map as it is now under a name, and become again what it was. */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../shell/Icon";
import { isComposing, ownKeys } from "../shell/keys";
import { type Moment, type Moments, MomentsRefused } from "../sync/moments";
import type { BoardContext } from "./context";
import { Foldout } from "./Foldout";

export function MomentsMenu({ board }: { board: BoardContext }): JSX.Element | null {
  const { moments } = board.store;
  if (!moments) return null;
  return (
    <Foldout board={board} name="moments" label={board.say("panel.moments")} face={<Icon name="clock" />}>
      {(close) => <List board={board} moments={moments} close={close} />}
    </Foldout>
  );
}

function List({ board, moments, close }: { board: BoardContext; moments: Moments; close: () => void }): JSX.Element {
  const [list, setList] = useState<readonly Moment[] | null>(null);
  const [problem, setProblem] = useState("");
  const name = useRef<HTMLInputElement>(null);
  const { say } = board;
  const language = board.view.language.value;
  const asking = (answer: Promise<readonly Moment[]>, done?: () => void): void => {
    setProblem("");
    answer.then((found) => {
      setList(found);
      done?.();
    }, (error: unknown) => {
      setProblem((error instanceof MomentsRefused && error.said?.[language]) || say("panel.moments_unheard"));
    });
  };
  useEffect(() => asking(moments.list()), [moments]);
  const keep = (): void => {
    const words = name.current?.value.trim() ?? "";
    if (words === "") {
      name.current?.focus();
      return;
    }
    asking(moments.keep(words), () => {
      if (name.current) name.current.value = "";
      board.announce(say("panel.moment_kept", { name: words }));
    });
  };
  const writable = !board.status.value.readOnly;
  const when = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
  return (
    <>
      {writable && (
        <form
          class="jw-moment-new"
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <input
            ref={name}
            class="jw-input"
            type="text"
            maxLength={80}
            aria-label={say("panel.moment_name")}
            placeholder={say("panel.moment_name")}
            {...ownKeys}
            onKeyDown={(event) => {
              if (event.key === "Enter" && isComposing(event)) event.preventDefault();
            }}
          />
          <button type="submit" class="jw-btn jw-btn-main" {...ownKeys}>{say("panel.moment_keep")}</button>
        </form>
      )}
      <p role="status">{problem}</p>
      {list === null ? (
        problem === "" && <p class="jw-muted">{say("panel.moments_asking")}</p>
      ) : list.length === 0 ? (
        <p class="jw-muted">{say("panel.moments_none")}</p>
      ) : (
        <ul role="list" class="jw-moment-list">
          {list.map((moment) => (
            <li key={moment.id} data-moment={moment.id} data-kind={moment.kind}>
              <span>
                <b>{moment.name[language]}</b>
                <time dateTime={moment.at}>{when.format(new Date(moment.at))}{moment.actor && ` · ${moment.actor}`}</time>
              </span>
              {writable && (
                <button
                  type="button"
                  class="jw-btn"
                  aria-label={say("panel.moment_restore_long", { name: moment.name[language] })}
                  {...ownKeys}
                  onClick={() => asking(moments.restore(moment.id), () => {
                    board.announce(say("panel.moment_restored", { name: moment.name[language] }));
                    close();
                  })}
                >
                  {say("panel.moment_restore")}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <p class="jw-muted">{say("panel.moments_how")}</p>
    </>
  );
}
