// Writes NOTICES.md: the licence of every package whose code is inside a bundle, and of the fonts. `--check` only compares.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { options } from "./bundle.mjs";
import { fontPackage } from "./fonts.mjs";

const js = fileURLToPath(new URL(".", import.meta.url));
const target = join(js, "../NOTICES.md");

/** Folders (node_modules/…) of the packages that contribute bytes to a bundle. */
async function bundledPackages() {
  const { metafile } = await build({ ...options, write: false });
  const folders = new Set();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const match = bytesInOutput > 0 && path.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//);
      if (match) folders.add(match[1]);
    }
  }
  return [...folders].sort();
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(js, folder, "package.json"), "utf8"));
  const file = readdirSync(join(js, folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (!file) throw new Error(`${name} ${version} carries no licence text: name its licence in notices.mjs or do without it`);
  return { name, version, license, text: clean(join(js, folder, file)) };
}

const clean = (path) => readFileSync(path, "utf8").replace(/\r/g, "").replace(/[ \t]+$/gm, "").trim();

/** The fonts are shipped without the code of the package they come in: their own licence counts. */
function fontLicence() {
  const { name, version } = JSON.parse(readFileSync(join(js, fontPackage.folder, "package.json"), "utf8"));
  return { name: `${name} (fonts)`, version, license: fontPackage.spdx, text: clean(join(js, fontPackage.folder, fontPackage.licence)) };
}

/** Packages that share one licence text, to the letter, share one section. */
function write(packages) {
  const byText = new Map();
  for (const one of packages) byText.set(one.text, [...(byText.get(one.text) ?? []), one]);
  const lines = [
    "# Notices",
    "",
    "The bundles in `journey_widgets/static/` contain code of these packages, and `static/fonts` the fonts of one, each under its own licence.",
    "Written by `node js/notices.mjs`; a test fails when it is stale.",
    "",
    "| package | version | licence |",
    "| --- | --- | --- |",
    ...packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`),
  ];
  for (const [text, group] of byText) {
    lines.push("", `## ${group.map(({ name }) => name).join(", ")}`, "", "```text", text, "```");
  }
  return `${lines.join("\n")}\n`;
}

const fresh = write([fontLicence(), ...(await bundledPackages()).map(licence)]);
if (process.argv.includes("--check")) {
  if (!existsSync(target) || readFileSync(target, "utf8") !== fresh) {
    console.error("NOTICES.md is stale: run  node js/notices.mjs");
    process.exit(1);
  }
} else {
  writeFileSync(target, fresh);
}
