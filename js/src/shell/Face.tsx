/** The five faces of the emotion scale, as drawn in tokens.css: a disc, and one path of features in a square from −1 to 1. */

import type { JSX } from "preact";
import { spoken } from "./Icon";

const FEATURES: Readonly<Record<string, string>> = {
  "-2": "M-.47-.33L-.17-.17ZM.47-.33L.17-.17ZM-.33 .03a.07 .07 0 1 0 .14 0a.07 .07 0 1 0-.14 0ZM.19 .03a.07 .07 0 1 0 .14 0a.07 .07 0 1 0-.14 0ZM-.36 .52A.38 .34 0 0 1 .36 .52Z",
  "-1": "M-.35-.18a.07 .07 0 1 0 .14 0a.07 .07 0 1 0-.14 0ZM.21-.18a.07 .07 0 1 0 .14 0a.07 .07 0 1 0-.14 0ZM-.34 .42Q0 .08 .34 .42Q0 .08-.34 .42Z",
  "0": "M-.35-.18a.07 .07 0 1 0 .14 0a.07 .07 0 1 0-.14 0ZM.21-.18a.07 .07 0 1 0 .14 0a.07 .07 0 1 0-.14 0ZM-.32 .3L.32 .3Z",
  "1": "M-.35-.18a.07 .07 0 1 0 .14 0a.07 .07 0 1 0-.14 0ZM.21-.18a.07 .07 0 1 0 .14 0a.07 .07 0 1 0-.14 0ZM-.36 .2Q0 .58 .36 .2Q0 .58-.36 .2Z",
  "2": "M-.46-.12Q-.3-.42-.14-.12Q-.3-.42-.46-.12ZM.14-.12Q.3-.42 .46-.12Q.3-.42 .14-.12ZM-.42 .14L.42 .14A.42 .42 0 0 1-.42 .14Z",
};

export interface FaceProps {
  /** −2 … 2: which face; null: nobody has scored it yet, a dashed ring. */
  readonly score: number | null;
  /** What a script finds in `data-score`, where that differs from the face: the score on the journey's own scale. */
  readonly value?: number | null;
  /** Makes it an image with a name. Without one it is decoration. */
  readonly label?: string;
  /** "s" beside text; otherwise the size of the density. */
  readonly size?: "s";
}

export function Face({ score, value = score, label, size }: FaceProps): JSX.Element {
  const features = score === null ? undefined : FEATURES[String(score)];
  return (
    <svg
      class={size === "s" ? "jw-face jw-face-s" : "jw-face"}
      viewBox="-1 -1 2 2"
      data-face={features ? score : ""}
      data-score={value ?? ""}
      {...spoken(label)}
    >
      {features ? (
        <>
          <circle class="jw-face-disc" r=".93" />
          <path class="jw-face-mark" d={features} />
        </>
      ) : (
        <circle class="jw-face-none" r=".9" />
      )}
    </svg>
  );
}
