// Makes src/document/types.generated.ts from the JSON Schema of a map: `npm run types` (with --check: only says whether it is stale).
import { compile } from "json-schema-to-typescript";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const target = here("src/document/types.generated.ts");

const schema = JSON.parse(readFileSync(here("../journey_widgets/model/journey-map.schema.json"), "utf8"));
const text = await compile(schema, "JourneyMap", {
  bannerComment: "/* Made by `npm run types` from journey_widgets/model/journey-map.schema.json: change that (scripts/schema.py), not this. */",
  // A file may hold fields we don't know; the generated types are for those we do.
  additionalProperties: false,
  unknownAny: true,
  format: true,
  style: { printWidth: 120 },
});

if (process.argv.includes("--check")) {
  const stale = readFileSync(target, "utf8") !== text;
  if (stale) console.error("js/src/document/types.generated.ts is stale: type `npm --prefix js run types`.");
  process.exitCode = stale ? 1 : 0;
} else writeFileSync(target, text);
