/** What the room sees now, and how the timer makes itself noticed: set by each step, and by hand. */

import type { JSX } from "preact";
import type { DrawerContext } from "../drawer/context";
import { ownKeys } from "../shell/keys";
import { ring } from "./chime";
import { NumberField } from "./NumberField";

export function Room({ drawer }: { drawer: DrawerContext }): JSX.Element {
  const { say, store } = drawer;
  const { silent, revealed, voting, sound, sight } = drawer.session.value;
  return (
    <section class="jw-room">
      <fieldset>
        <legend>{say("agenda.room")}</legend>
        <Switch name="silent" label={say("agenda.room_silent")} on={silent} set={(on) => store.steer({ silent: on })} />
        <Switch name="hidden" label={say("agenda.room_hidden")} on={!revealed} set={(on) => store.steer({ revealed: !on })} />
        <label class="jw-room-dots" data-setting="voting">
          <NumberField drawer={drawer} label={say("agenda.room_voting")} value={voting} most={99} whole onCommit={(dots) => store.steer({ voting: dots })} />
          <span>{say("agenda.room_voting")}</span>
        </label>
        <p class="jw-muted">{say("agenda.room_courtesy")}</p>
      </fieldset>
      <fieldset>
        <legend>{say("agenda.signals")}</legend>
        <Switch
          name="sound" label={say("agenda.signal_sound")} on={sound}
          set={(on) => {
            if (on) ring("test", `test/${performance.now()}`);
            store.steer({ sound: on });
          }}
        />
        <Switch name="sight" label={say("agenda.signal_sight")} on={sight} set={(on) => store.steer({ sight: on })} />
      </fieldset>
    </section>
  );
}

function Switch({ name, label, on, set }: { name: string; label: string; on: boolean; set: (on: boolean) => void }): JSX.Element {
  return (
    <label class="jw-switch" data-setting={name}>
      <input type="checkbox" checked={on} {...ownKeys} onChange={(event) => set(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
