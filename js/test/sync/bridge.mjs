// The pipe of bridge.ts. Apart, because only this part needs Node's own types.
import { createInterface } from "node:readline";
import { answer } from "./bridge.ts";

createInterface({ input: process.stdin }).on("line", (line) => process.stdout.write(`${answer(line)}\n`));
