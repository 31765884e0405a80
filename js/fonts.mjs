// The typeface of pictures and slides: copied beside the bundles with its licence, never committed (11 MB).
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The package the files come from; what we ship of it is under its LICENSE_FONT, its own code is not shipped. */
export const fontPackage = { folder: "node_modules/@expo-google-fonts/noto-sans-jp", licence: "LICENSE_FONT", spdx: "OFL-1.1" };

const files = {
  "400Regular/NotoSansJP_400Regular.ttf": "NotoSansJP-Regular.ttf",
  "700Bold/NotoSansJP_700Bold.ttf": "NotoSansJP-Bold.ttf",
  [fontPackage.licence]: "OFL.txt",
};

/** Puts the fonts into `folder`, which `slides/fonts.py` reads. */
export function copyFonts(folder) {
  const from = fileURLToPath(new URL(fontPackage.folder, import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const [source, name] of Object.entries(files)) copyFileSync(join(from, source), join(folder, name));
}
