// @vitest-environment node
/// <reference types="node" />
import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { build, type BuildOptions } from "esbuild";
import { expect, test } from "vitest";
// @ts-expect-error - the bundler's own settings are plain JavaScript
import { options } from "../../bundle.mjs";

const SAID = /["'`](actions|agenda|board|chart|facts|notes|panel|paths|personas|priorities|review|workshop)\.[a-z_0-9$]/g;
const js = resolve(import.meta.dirname, "../..");

/** Areas a bundle says → areas whose words it brings; only of bundles that say something to people. */
async function areas(): Promise<[string, string[], string[]][]> {
  const { metafile } = await build({ ...(options as BuildOptions), write: false, metafile: true });
  return Object.entries(metafile!.outputs).flatMap(([output, { inputs }]): [string, string[], string[]][] => {
    const said = new Set<string>();
    const brought = new Set<string>();
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      if (bytesInOutput === 0) continue;
      if (path.endsWith(".json") && path.includes("/words/")) brought.add(basename(path, ".json"));
      if (/^src\/.*\.tsx?$/.test(path)) for (const [, area] of readFileSync(resolve(js, path), "utf8").matchAll(SAID)) said.add(area!);
    }
    // What `connect` says when nothing else can be is its own.
    brought.delete("sync");
    return brought.size === 0 ? [] : [[basename(output), [...said].sort(), [...brought].sort()]];
  });
}

test("each bundle brings the words that its code says, and no others", async () => {
  const found = await areas();
  expect(found.map(([name]) => name)).toEqual(["board.js", "chart.js", "drawers.js", "workshop.js"]);
  for (const [name, said, brought] of found) expect(brought, name).toEqual(said);
});
