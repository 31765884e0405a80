/// <reference types="node" />
/** Tests of a part do not go through a bundle's entry: they know every word there is. */
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Area, learn } from "../src/shell/words";

const folder = resolve(import.meta.dirname, "../../journey_widgets/words");
for (const name of readdirSync(folder).filter((file) => file.endsWith(".json"))) {
  learn(JSON.parse(readFileSync(resolve(folder, name), "utf8")) as Area);
}
