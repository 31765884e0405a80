// Builds the bundles and copies the fonts into journey_widgets/static; `--watch` keeps the bundles fresh.
import { readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { build, context } from "esbuild";
import { folder, options } from "./bundle.mjs";
import { copyFonts } from "./fonts.mjs";

copyFonts(join(folder, "fonts"));
if (process.argv.includes("--watch")) {
  await (await context(options)).watch();
} else {
  const { metafile } = await build(options);
  // A bundle whose entry is gone must not be shipped for ever.
  const fresh = new Set(["fonts", ...Object.keys(metafile.outputs).map((path) => basename(path))]);
  for (const name of readdirSync(folder)) if (!fresh.has(name)) rmSync(join(folder, name), { recursive: true });
}
