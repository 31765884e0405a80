// How the page's code is bundled: one self-contained ES module per file of src/entries.
// A widget's module is loaded from a Blob URL, from which no second file can be imported: hence no code splitting.
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export const folder = here("../journey_widgets/static");

/** A style sheet imported as its text: without the comments and spaces it has for people. */
const styles = {
  name: "styles",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true, charset: "utf8", target: "esnext" });
      return { contents: code, loader: "text" };
    });
  },
};

export const options = {
  absWorkingDir: here("."),
  entryPoints: readdirSync(here("src/entries")).map((name) => here(`src/entries/${name}`)),
  outdir: folder,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "linked",
  plugins: [styles],
  jsx: "automatic",
  jsxImportSource: "preact",
  // Libraries in UMD dress must not mistake a page's require.js for their own loader.
  define: { "define.amd": "false" },
  metafile: true,
  logLevel: "warning",
};
