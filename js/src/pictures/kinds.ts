/** What a file is by its first bytes, whatever it is called. Twin of `kind_of` in journey_widgets/model/pictures.py. */

/** What the kernel keeps, by the ending of the name. */
export const MIME: Readonly<Record<string, string>> = { png: "image/png", jpg: "image/jpeg", webp: "image/webp" };

/** What a browser can open; all of it leaves here as one of `MIME`. */
const OPENED = new Set(["png", "jpg", "webp", "gif", "avif", "bmp"]);

const CLAIMS: Readonly<Record<string, string>> = {
  png: "png", jpg: "jpg", jpeg: "jpg", jpe: "jpg", jfif: "jpg", pjpeg: "jpg", webp: "webp", gif: "gif", avif: "avif", bmp: "bmp", "x-ms-bmp": "bmp",
  heic: "heic", heif: "heic", tif: "tiff", tiff: "tiff", pdf: "pdf", svg: "svg", svgz: "svg", "svg+xml": "svg",
};

const NAME = /^[0-9a-f]{32}\.(png|jpg|webp)$/;

export function isName(name: unknown): name is string {
  return typeof name === "string" && NAME.test(name);
}

export function kindOf(data: Uint8Array): string {
  const at = (from: number, to: number): string => String.fromCharCode(...data.subarray(from, to));
  if (at(0, 8) === "\x89PNG\r\n\x1a\n") return "png";
  if (at(0, 3) === "\xff\xd8\xff") return "jpg";
  if (at(0, 4) === "RIFF" && at(8, 12) === "WEBP") return "webp";
  if (/^GIF8[79]a/.test(at(0, 6))) return "gif";
  if (at(4, 8) === "ftyp") return at(8, 11) === "avi" ? "avif" : ["hei", "hev", "mif"].includes(at(8, 11)) ? "heic" : "";
  if (at(0, 5) === "%PDF-") return "pdf";
  if (["II*\0", "MM\0*"].includes(at(0, 4))) return "tiff";
  if (at(0, 2) === "BM") return "bmp";
  const text = at(0, 4096).replace(/^\xef\xbb\xbf/, "").trimStart().toLowerCase();
  return text.startsWith("<svg") || (/^<(\?xml|!)/.test(text) && text.includes("<svg")) ? "svg" : "";
}

/** Why a file cannot be attached, as a key of the catalogue and its values; null where it can. */
export function objection(data: Uint8Array, file: { readonly name: string; readonly type: string }): readonly [string, Record<string, string>] | null {
  const name = file.name || "—";
  const kind = kindOf(data);
  const ending = file.name.includes(".") ? (file.name.split(".").at(-1) ?? "").toLowerCase() : "";
  const claims = [CLAIMS[ending], file.type.startsWith("image/") ? CLAIMS[file.type.slice(6).toLowerCase()] : undefined];
  if (kind === "svg" || claims.includes("svg")) return ["facts.picture_svg", { name }];
  if (kind === "") return ["facts.picture_none", { name }];
  const lie = claims.find((claim) => claim !== undefined && claim !== kind);
  if (lie) return ["facts.picture_lie", { name, claimed: lie.toUpperCase(), found: kind.toUpperCase() }];
  return OPENED.has(kind) ? null : ["facts.picture_other", { name, found: kind.toUpperCase() }];
}
