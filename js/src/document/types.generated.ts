/* Made by `npm run types` from journey_widgets/model/journey-map.schema.json: change that (scripts/schema.py), not this. */

/**
 * A customer journey map: tables of records by id. Absent means not said; there are no nulls.
 */
export interface JourneyMap {
  format: "journey-map";
  version: 1;
  id: string;
  about: About;
  personas?: {
    [k: string]: Persona;
  };
  stages?: {
    [k: string]: Stage;
  };
  touchpoints?: {
    [k: string]: Touchpoint;
  };
  links?: {
    [k: string]: Link;
  };
  /**
   * By touchpoint/persona/state/participant; an absent part is empty.
   */
  scores?: {
    [k: string]: Score;
  };
  notes?: {
    [k: string]: Note;
  };
  /**
   * By note/participant; an absent part is empty.
   */
  votes?: {
    [k: string]: Vote;
  };
  actions?: {
    [k: string]: Action;
  };
  measures?: {
    [k: string]: Measure;
  };
  participants?: {
    [k: string]: Participant;
  };
  agenda?: {
    [k: string]: AgendaItem;
  };
  views?: {
    [k: string]: View;
  };
}
/**
 * What the whole map is about.
 */
export interface About {
  title: string;
  purpose?: string;
  scenario?: string;
  target?: string;
  /**
   * The KPI that matters most.
   */
  north_star?: string;
  language?: "ja" | "en";
  scale: ScaleRecord;
  reviewed_on?: string;
  [k: string]: unknown;
}
/**
 * The emotion scale all raw scores are on.
 */
export interface ScaleRecord {
  low: number;
  high: number;
  step?: number;
  neutral?: number;
  labels?: {
    [k: string]: {
      [k: string]: string;
    };
  };
  [k: string]: unknown;
}
/**
 * A kind of customer.
 */
export interface Persona {
  name: string;
  segment?: string;
  age?: string;
  location?: string;
  occupation?: string;
  goals?: string[];
  wishes?: string[];
  fears?: string[];
  /**
   * How they buy.
   */
  habits?: string[];
  concerns?: string[];
  quote?: string;
  /**
   * Share of all customers, 0–1.
   */
  share?: number;
  color?: string;
  [k: string]: unknown;
}
/**
 * A stretch of the journey: a lane of the board.
 */
export interface Stage {
  name: string;
  rank: string;
  /**
   * What the customer wants to reach.
   */
  goal?: string;
  /**
   * What the company does about it.
   */
  strategy?: string;
  kpi?: string;
  duration?: string;
  owner?: string;
  [k: string]: unknown;
}
/**
 * A moment where customer and company meet: a card of the board.
 */
export interface Touchpoint {
  title: string;
  /**
   * Absent: still in the pool.
   */
  stage?: string;
  rank: string;
  channel?: string;
  action?: string;
  thought?: string;
  need?: string;
  backstage?: string;
  owner?: string;
  importance?: number;
  moment_of_truth?: boolean;
  evidence?: "assumed" | "staff" | "customer" | "measured";
  exists_in?: "as_is" | "to_be" | "both";
  duration?: string;
  checks?: {
    [k: string]: Check;
  };
  /**
   * A file name inside `<map>.files/`.
   */
  image?: string;
  /**
   * What is to be seen on it; absent: the title says it.
   */
  image_alt?: string;
  custom?: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * One line of a touchpoint's check list.
 */
export interface Check {
  text: string;
  ok?: boolean;
  [k: string]: unknown;
}
/**
 * A branch or a triggered follow-up from one touchpoint to another.
 */
export interface Link {
  source: string;
  target: string;
  condition?: string;
  delay?: string;
  share?: number;
  [k: string]: unknown;
}
/**
 * How a touchpoint feels, raw, on the journey's scale. Without participant: the agreed score.
 */
export interface Score {
  touchpoint: string;
  persona?: string;
  state: "as_is" | "to_be";
  participant?: string;
  score: number;
  importance?: number;
  weight?: number;
  reason?: string;
  evidence?: "assumed" | "staff" | "customer" | "measured";
  scored_on?: string;
  [k: string]: unknown;
}
/**
 * A pain, gain, opportunity, question or quote, on a touchpoint, a stage or nowhere yet.
 */
export interface Note {
  kind: "pain" | "gain" | "opportunity" | "question" | "quote";
  text: string;
  touchpoint?: string;
  stage?: string;
  author?: string;
  severity?: number;
  frequency?: number;
  impact?: number;
  effort?: number;
  merged_into?: string;
  [k: string]: unknown;
}
/**
 * The dots a participant gave a note.
 */
export interface Vote {
  note: string;
  participant: string;
  dots: number;
  [k: string]: unknown;
}
/**
 * What will be done about it.
 */
export interface Action {
  title: string;
  note?: string;
  touchpoint?: string;
  pillar?: "segmentation" | "automation" | "personalization" | "orchestration";
  owner?: string;
  due?: string;
  kpi?: string;
  status?: "todo" | "doing" | "done" | "dropped";
  /**
   * Expected change of the score.
   */
  effect?: number;
  effort?: number;
  check_on?: string;
  outcome?: string;
  /**
   * The touchpoint's score when it was decided.
   */
  score_before?: number;
  /**
   * The touchpoint's score when it was checked.
   */
  score_after?: number;
  [k: string]: unknown;
}
/**
 * A measured number about a touchpoint or a stage.
 */
export interface Measure {
  touchpoint?: string;
  stage?: string;
  metric: string;
  value: number;
  unit?: string;
  n?: number;
  low?: number;
  high?: number;
  period?: string;
  source?: string;
  [k: string]: unknown;
}
/**
 * Someone in the room.
 */
export interface Participant {
  label: string;
  role?: "customer" | "staff" | "facilitator";
  weight?: number;
  [k: string]: unknown;
}
/**
 * A step of the workshop.
 */
export interface AgendaItem {
  title: string;
  rank: string;
  minutes: number;
  activity?: "talk" | "silent" | "vote" | "break";
  hint?: string;
  opens?: "personas" | "notes" | "priorities" | "actions" | "review";
  dots?: number;
  [k: string]: unknown;
}
/**
 * A saved view for presenting.
 */
export interface View {
  name: string;
  rank: string;
  where?: {
    [k: string]: unknown;
  };
  rows?: string;
  personas?: string[];
  state?: "as_is" | "to_be";
  shows?: string[];
  [k: string]: unknown;
}
