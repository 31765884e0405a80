/** Which component and which style sheet is behind each drawer's name. */

import type { JSX } from "preact";
import { Actions } from "../actions/Actions";
import actionsStyles from "../actions/actions.css";
import { Agenda } from "../agenda/Agenda";
import agendaStyles from "../agenda/agenda.css";
import { Notes } from "../notes/Notes";
import notesStyles from "../notes/notes.css";
import { Personas } from "../personas/Personas";
import personasStyles from "../personas/personas.css";
import { Priorities } from "../priorities/Priorities";
import prioritiesStyles from "../priorities/priorities.css";
import { Review } from "../review/Review";
import reviewStyles from "../review/review.css";
import type { DrawerContext, DrawerName } from "./context";
import loneStyles from "./lone.css";

type Component = (props: { drawer: DrawerContext }) => JSX.Element;

export const COMPONENTS: Readonly<Record<DrawerName, Component>> = {
  personas: Personas,
  notes: Notes,
  priorities: Priorities,
  actions: Actions,
  agenda: Agenda,
  review: Review,
};

/** All of them together: they are small, and the Workshop shows one after the other. */
export const DRAWER_STYLES: readonly string[] = [
  loneStyles, personasStyles, notesStyles, prioritiesStyles, actionsStyles, agendaStyles, reviewStyles,
];
