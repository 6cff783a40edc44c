// A headless browser with a page open in it, and what the page did that it should not do.

import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(":");
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (!found) throw new Error(`expected one of ${NAMES.join(", ")} on the path, or CHROMIUM to name a browser`);
  return found;
}

export const launch = () =>
  puppeteer.launch({ executablePath: executable(), args: ["--no-sandbox", "--font-render-hinting=none"], headless: true });

// Opens a file in a profile of its own. `page.faults` collects messages of the console at level error or warning,
// exceptions, dialogs, and requests for anything but the file.
export async function open(browser, file, { width = 1400, height = 900, scheme = "light", context } = {}) {
  const profile = context ?? (await browser.createBrowserContext());
  const page = await profile.newPage();
  const url = pathToFileURL(file).href;
  page.faults = [];
  page.profile = profile;
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && page.faults.push(message.text()));
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("dialog", (dialog) => { page.faults.push("dialog: " + dialog.message()); dialog.dismiss(); });
  page.on("request", (request) => request.url().split("#")[0] !== url && !request.url().startsWith("blob:") && page.faults.push("request: " + request.url()));
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }, { name: "prefers-reduced-motion", value: "reduce" }]);
  await page.setViewport({ width, height });
  await page.bringToFront();
  const started = performance.now();
  await page.goto(url, { waitUntil: "load" });
  await page.waitForSelector("#rows tr, #parts table, #card p");
  page.opened = performance.now() - started;
  return page;
}

// Lets the page save a file by `act`, and gives its name and text.
export async function saved(page, act) {
  const folder = mkdtempSync(join(tmpdir(), "tradefacts-"));
  const session = await page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder, eventsEnabled: true, browserContextId: page.profile.id });
  const done = new Promise((resolve, reject) => {
    let name;
    session.on("Browser.downloadWillBegin", (event) => { name = event.suggestedFilename; });
    session.on("Browser.downloadProgress", (event) => event.state === "completed" && resolve(name));
    setTimeout(() => reject(new Error("nothing was saved within 10 seconds")), 10_000).unref();
  });
  await act();
  return join(folder, await done);
}
