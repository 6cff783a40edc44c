// The pictures of README.md: the page on the samples, and the terminal. `just pictures` runs this.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch, open } from "./browser.mjs";
import { ROOT, folder, make, releases, run, samples } from "./pages.mjs";

const HERE = join(ROOT, "tests/report/pictures");
mkdirSync(HERE, { recursive: true });
const browser = await launch();

async function picture(name, file, options, act = async () => {}) {
  const page = await open(browser, file, options);
  await act(page);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(HERE, name), optimizeForSpeed: false });
  await page.profile.close();
}

const sample = samples();
await picture("page.png", sample.page, { width: 1360, height: 760 });
await picture("phone.png", sample.page, { width: 390, height: 720, scheme: "dark" }, async (page) => {
  await page.click("#tab-text");
  await page.select("#document", "4");
});
const made = make(releases(96, 6));
await picture("charts.png", made.page, { width: 1240, height: 660, scheme: "dark" }, (page) => page.click("#tab-charts"));

// What a terminal shows, with the colours of the program.
const COLOURS = { 31: "#ff8f8f", 32: "#7fd6a0", 33: "#f3bd6b", 34: "#7db8f5", 35: "#d6b3ff", 36: "#7fd8d8", 90: "#a3abb6" };
function html(text) {
  const escaped = (part) => part.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  let style = "";
  return text.split(/(\u001b\[[0-9;]*m)/).map((part) => {
    const codes = /^\u001b\[([0-9;]*)m$/.exec(part)?.[1];
    if (codes === undefined) return style ? `<span style="${style}">${escaped(part)}</span>` : escaped(part);
    for (const code of codes.split(";")) {
      if (code === "" || code === "0") style = "";
      else if (code === "1") style += "font-weight:bold;";
      else if (code === "2") style += "opacity:.7;";
      else if (code === "4") style += "text-decoration:underline;";
      else if (COLOURS[code]) style += `color:${COLOURS[code]};`;
    }
    return "";
  }).join("");
}

const terminal = join(folder(), "terminal.html");
const command = "explain data/samples/china-russia-2023.txt --color always".split(" ");
const shown = `$ tradefacts ${command.slice(0, 2).join(" ")}\n${run(...command)}`;
writeFileSync(terminal, `<!doctype html><meta charset="utf-8"><body style="margin:0;background:#16181c;color:#e6e8eb"><pre id="card" style="margin:0;padding:14px;white-space:pre-wrap;font:13px/1.45 'DejaVu Sans Mono',monospace"><p hidden></p>${html(shown)}</pre>`);
const page = await browser.newPage();
await page.setViewport({ width: 900, height: 300 });
await page.goto("file://" + terminal);
await (await page.$("pre")).screenshot({ path: join(HERE, "terminal.png") });
await browser.close();
