// Pages to test, made by the program from texts.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const PROGRAM = process.env.TRADEFACTS ?? join(ROOT, "target/debug/tradefacts");

export const run = (...args) => execFileSync(PROGRAM, args, { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 28 });
export const folder = () => mkdtempSync(join(tmpdir(), "tradefacts-"));
export const rowsOf = (file) => readFileSync(file, "utf8").trimEnd().split("\n").filter(Boolean).map((line) => JSON.parse(line));

// Facts and page of documents: paths, or the documents themselves.
export function make(documents, ...options) {
  const here = folder();
  let input = documents;
  if (Array.isArray(documents)) {
    input = join(here, "in.jsonl");
    writeFileSync(input, documents.map((document) => JSON.stringify(document) + "\n").join(""));
  }
  const [facts, page] = [join(here, "facts.jsonl"), join(here, "report.html")];
  run("extract", input, "-o", facts);
  run("report", facts, "--texts", input, "-o", page, ...options);
  return { here, input, facts, page, rows: rowsOf(facts) };
}

export const samples = () => make("data/samples");

const AREAS = ["China", "Japan", "Germany", "India", "Brazil", "South Korea", "Turkey", "Vietnam"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

// Releases in our own words with made-up figures: monthly exports, imports and balance of eight economies, some
// forecasts, some partners.
export function releases(count, sentences) {
  let seed = 7;
  const next = (below) => (seed = (seed * 48271) % 2147483647) % below;
  return Array.from({ length: count }, (_, index) => {
    const area = AREAS[index % AREAS.length];
    const at = Math.floor(index / AREAS.length);
    const [month, year] = [at % 12, 2020 + Math.floor(at / 12)];
    const lines = [`${area}'s trade in ${MONTHS[month]} ${year}`, ""];
    for (let line = 0; line < sentences; line++) {
      const partner = AREAS.filter((other) => other !== area)[next(AREAS.length - 1)];
      const flow = ["exports to", "imports from"][line % 2];
      const [level, tenth, change] = [20 + next(80), next(10), 1 + next(30)];
      lines.push(`${area}'s ${flow} ${partner} ${["rose", "fell"][next(2)]} ${change}.${tenth} percent from a year earlier to $${level}.${tenth} billion in ${MONTHS[month]} ${year}, customs data showed.`);
    }
    const published = `${month === 11 ? year + 1 : year}-${String(((month + 1) % 12) + 1).padStart(2, "0")}-09`;
    return { id: `release-${String(index + 1).padStart(3, "0")}`, title: lines[0], published, publisher: "Example Wire", text: lines.join("\n") };
  });
}
