// Writes every filling on stdin (a line of JSON each) with the page's own program: a line of JSON with the file's text.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import vm from "node:vm";

const [program, page] = process.argv.slice(2);
const room = vm.createContext({ TextEncoder });
vm.runInContext(readFileSync(program, "utf8"), room);
const facts = JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(readFileSync(page, "utf8"))[1]);
room.facts = facts;
vm.runInContext("var kindOf = kindsOf(facts.kinds)", room);
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { said, round } = JSON.parse(line);
  room.said = said;
  room.facts = { ...facts, round };
  process.stdout.write(`${JSON.stringify(vm.runInContext("tomlOf(said, facts, kindOf)", room))}\n`);
}
