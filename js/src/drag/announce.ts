/** What a drag says in the live region: one sentence per event, the same for hand and keyboard. */

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export interface Said {
  readonly title: string;
  /** Name of the lane, already in the reader's language. */
  readonly stage: string;
  readonly row?: string | null;
  readonly position: number;
  readonly count: number;
}

function where(say: Say, said: Said): Record<string, string | number> {
  const stage = said.row ? say("board.lane_and_row", { stage: said.stage, row: said.row }) : said.stage;
  return { title: said.title, stage, position: said.position, count: said.count };
}

export const announce = {
  lifted: (say: Say, said: Said): string => say("board.said_lifted", where(say, said)),
  over: (say: Say, said: Said): string => say("board.said_over", where(say, said)),
  dropped: (say: Say, said: Said): string => say("board.said_dropped", where(say, said)),
  stuck: (say: Say): string => say("board.said_edge"),
  cancelled: (say: Say, title: string): string => say("board.said_cancelled", { title }),
  gone: (say: Say, title: string): string => say("board.said_gone", { title }),
} as const;
