// Unit tests of the page's code: `npx vitest run`, or through pytest (tests/test_javascript.py).
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { defineConfig } from "vitest/config";

/** Style sheets are text, as esbuild's `text` loader makes them (build.mjs); Vite would swallow them. */
const cssAsText = {
  name: "css-as-text",
  enforce: "pre" as const,
  resolveId(source: string, importer: string | undefined) {
    return source.endsWith(".css") && importer ? `\0text:${resolve(dirname(importer), source)}.js` : null;
  },
  load(id: string) {
    if (!id.startsWith("\0text:")) return null;
    return `export default ${JSON.stringify(readFileSync(id.slice("\0text:".length, -".js".length), "utf8"))};`;
  },
};

export default defineConfig({
  plugins: [cssAsText],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    environment: "happy-dom",
    include: ["test/**/*.test.{ts,tsx}"],
    setupFiles: ["test/words.setup.ts"],
    passWithNoTests: true,
    restoreMocks: true,
    unstubGlobals: true,
    // Two cores are shared with a kernel and a browser when the whole suite runs.
    maxWorkers: 2,
  },
});
