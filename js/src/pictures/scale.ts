/** Makes a picture small in the page, before it goes anywhere; drawn anew, it leaves behind what a camera wrote into it. */

import { MIME, kindOf, objection } from "./kinds";
import { sha256 } from "./sha256";

/** The longer side of a kept picture, in pixels. */
export const SIDE = 1024;
/** A browser's tab has to hold all of the file, and its pixels. */
const MOST_BYTES = 40_000_000;
const QUALITY = 0.85;

export interface Made {
  /** The hash of the bytes and their kind: what the card holds. */
  readonly name: string;
  readonly data: Uint8Array;
}

/** Why a picture cannot be had, as a key of the catalogue and its values. */
export class NoPicture extends Error {
  override readonly name = "NoPicture";
  constructor(
    readonly key: string,
    readonly values: Readonly<Record<string, string | number>>,
  ) {
    super(key);
  }
}

/** Redraws a file at most `side` pixels large; as WebP where the browser writes that. Rejects where it cannot be opened. */
export type Redraw = (file: Blob, side: number) => Promise<Blob>;

/** The picture as it is kept. Rejects with `NoPicture` where there is none to be had. */
export async function made(file: File, redraw: Redraw = redrawn): Promise<Made> {
  const name = file.name || "—";
  if (file.size > MOST_BYTES) throw new NoPicture("facts.picture_large", { name, most: MOST_BYTES / 1_000_000 });
  const why = objection(new Uint8Array(await file.slice(0, 4096).arrayBuffer()), file);
  if (why) throw new NoPicture(...why);
  let small: Blob;
  try {
    small = await redraw(file, SIDE);
  } catch (error) {
    throw Object.assign(new NoPicture("facts.picture_broken", { name }), { cause: error });
  }
  const data = new Uint8Array(await small.arrayBuffer());
  return { name: `${sha256(data).slice(0, 32)}.${kindOf(data)}`, data };
}

async function redrawn(file: Blob, side: number): Promise<Blob> {
  const bitmap = await createImageBitmap(file);
  try {
    const share = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * share));
    canvas.height = Math.max(1, Math.round(bitmap.height * share));
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("no canvas");
    pen.imageSmoothingQuality = "high";
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const webp = await written(canvas, MIME["webp"]!);
    // A browser that writes no WebP (Safari) answers with a PNG: right for what is clear somewhere, large for a photo.
    if (webp.type === MIME["webp"] || clear(pen, canvas)) return webp;
    return await written(canvas, MIME["jpg"]!);
  } finally {
    bitmap.close();
  }
}

function written(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the canvas wrote nothing"))), type, QUALITY);
  });
}

function clear(pen: CanvasRenderingContext2D, { width, height }: HTMLCanvasElement): boolean {
  const { data } = pen.getImageData(0, 0, width, height);
  for (let at = 3; at < data.length; at += 4) if (data[at]! < 255) return true;
  return false;
}
