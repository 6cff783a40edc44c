// The review page in a headless browser, as its reader uses it. `npm test` runs this; TRADEFACTS names the program,
// CHROMIUM the browser where it has another name than usual.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open, saved } from "./browser.mjs";
import { ROOT, make, releases, rowsOf, run, samples } from "./pages.mjs";
import { PAYLOADS } from "./payloads.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser, sample;
before(async () => { browser = await launch(); sample = samples(); });
after(() => browser.close());

// Runs `act` on a page of its own and fails where the page complained, loaded or threw anything.
async function on(file, options, act) {
  const page = await open(browser, file, options);
  try {
    await act(page);
    assert.deepEqual(page.faults, [], "what the console said, what was thrown, what was loaded");
  } finally {
    await page.profile.close();
  }
}

const texts = (page, selector) => page.$$eval(selector, (nodes) => nodes.map((node) => node.textContent));
const shownFacts = (page) => page.$$eval("#rows tr", (rows) => rows.map((row) => Number(row.dataset.fact)));

// The facts of the table on all its pages, from the one that is shown.
async function allFacts(page) {
  const facts = await shownFacts(page);
  while (!(await page.$eval("#after", (button) => button.disabled))) {
    await page.click("#after");
    facts.push(...(await shownFacts(page)));
  }
  return facts;
}
const decision = (page) => page.$eval("#reviewed", (node) => node.textContent);

// The rows of a CSV text as objects.
function csv(text) {
  const fields = [...text.matchAll(/("(?:[^"]|"")*"|[^,\n]*)([,\n])/g)];
  const rows = [[]];
  for (const [, field, end] of fields) {
    rows.at(-1).push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === "\n") rows.push([]);
  }
  const [head, ...body] = rows.slice(0, -1);
  return body.map((row) => Object.fromEntries(row.map((field, at) => [head[at], field])));
}

test("nothing serious is found by the accessibility checks, in any view, light, dark and on a phone", async () => {
  for (const options of [{}, { scheme: "dark" }, { width: 390, height: 844 }]) {
    await on(sample.page, options, async (page) => {
      for (const view of ["facts", "text", "charts", "findings"]) {
        await page.click("#tab-" + view);
        if (view === "text") await page.evaluate(() => document.querySelector("#text .anchor")?.click());
        // The checks are of another origin than the page's policy knows: they are run past it.
        const session = await page.createCDPSession();
        await session.send("Page.setBypassCSP", { enabled: true });
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
        const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
        assert.deepEqual(serious.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html + " " + node.failureSummary)]), [], `${view} ${JSON.stringify(options)}`);
      }
    });
  }
});

test("each option of each filter shows as many facts as it says", async () => {
  await on(sample.page, {}, async (page) => {
    const keys = await page.$$eval("#selects select", (all) => all.map((one) => one.dataset.key));
    assert.deepEqual(keys, ["flow", "area", "partner", "period", "commodity", "status", "source", "flag"]);
    let tried = 0;
    for (const key of keys) {
      const options = await page.$$eval(`#selects select[data-key="${key}"] option`, (all) => all.map((one) => [one.value, one.textContent]));
      for (const [value, text] of options.filter(([value]) => value !== "")) {
        const count = await page.evaluate((key, value) => {
          const select = document.querySelector(`#selects select[data-key="${key}"]`);
          select.value = value;
          select.dispatchEvent(new Event("change"));
          return document.querySelector("#shown").textContent;
        }, key, value);
        assert.equal(parseInt(count, 10), Number(text.split(" · ").at(-1)), `${key} ${text}: ${count}`);
        tried++;
      }
      await page.click("#clear");
    }
    assert.ok(tried > 60, `${tried} options`);
    assert.equal(await page.$eval("#shown", (node) => node.textContent), `${sample.rows.length} facts`);
  });
});

test("a filter shows the facts that have it, and text is looked for in every column", async () => {
  await on(sample.page, {}, async (page) => {
    await page.select('#selects select[data-key="flow"]', "B");
    const expected = sample.rows.flatMap((row, at) => (row.trade_flow === "B" ? [at] : []));
    assert.deepEqual(await shownFacts(page), expected);
    await page.click("#clear");
    await page.type("#search", "seafood");
    const found = sample.rows.flatMap((row, at) => (JSON.stringify(Object.values(row)).toLowerCase().includes("seafood") ? [at] : []));
    assert.ok(found.length > 0);
    assert.deepEqual(await shownFacts(page), found);
  });
});

test("decimals are sorted by their exact value, and missing ones stand last", async () => {
  await on(sample.page, {}, async (page) => {
    for (const [clicks, way] of [[1, 1], [2, -1]]) {
      await page.reload();
      for (let click = 0; click < clicks; click++) await page.click('#head button[data-column="value"]');
      const order = (await shownFacts(page)).map((fact) => sample.rows[fact].value);
      const known = order.filter((value) => value !== null);
      assert.deepEqual(order.slice(known.length).filter((value) => value !== null), []);
      for (let at = 1; at < known.length; at++) {
        const [a, b] = [known[at - 1], known[at]].map((value) => BigInt(Math.sign(Number(value)) === 0 ? 0 : scaled(value)));
        assert.ok(way > 0 ? a <= b : a >= b, `${known[at - 1]} before ${known[at]}`);
      }
    }
    assert.equal(await page.$eval("th.c-value", (head) => head.ariaSort), "descending");
  });
});

// A decimal as a whole number of 10^-9.
function scaled(text) {
  const [whole, rest = ""] = text.replace("-", "").split(".");
  return (text.startsWith("-") ? "-" : "") + whole + rest.padEnd(9, "0");
}

test("a row shows its sentence and lights exactly what its columns were read from", async () => {
  const documents = new Map(rowsOf(sample.facts).map((row) => [row.doc_id, readFileSync(join(ROOT, row.doc_id), "utf8")]));
  await on(sample.page, {}, async (page) => {
    for (const [at, row] of sample.rows.entries()) {
      const place = `#rows tr[data-fact="${at}"]`;
      if (!(await page.$(place))) await page.click("#after");
      await page.evaluate((row) => document.querySelector(row).click(), place);
      const lit = await page.$$eval("#text > span, #text", () => {
        const out = [];
        let point = 0;
        for (const node of document.querySelector("#text").childNodes) {
          const length = [...node.textContent].length;
          if (node.classList?.contains("on")) for (let i = 0; i < length; i++) out.push(point + i);
          point += length;
        }
        return out;
      });
      const expected = new Set();
      for (const piece of row.evidence.split("; ")) {
        const [start, end] = piece.split(" ")[1].split("-").map(Number);
        for (let point = start; point < end; point++) expected.add(point);
      }
      assert.deepEqual(lit, [...expected].sort((a, b) => a - b), `${row.doc_id} ${row.quote}`);
      assert.equal(await page.$eval("#text", (node) => node.textContent), documents.get(row.doc_id));
      const seen = await page.$eval("#text .anchor.on", (node) => {
        const [box, own] = [document.querySelector("#page").getBoundingClientRect(), node.getBoundingClientRect()];
        return own.top >= box.top && own.bottom <= box.bottom;
      });
      assert.ok(seen, `the number of ${row.quote} is in view`);
      for (const text of [row.rule, ...(row.notes ?? "").split("; ")]) {
        assert.ok((await page.$eval("#card", (card) => card.textContent)).includes(text), `${text} on the card`);
      }
    }
  });
});

test("pointing at a number lights its facts in the table, and a click chooses them one after another", async () => {
  await on(sample.page, {}, async (page) => {
    const anchors = await page.$$("#text .anchor[role=button]");
    assert.ok(anchors.length > 0);
    await anchors[0].hover();
    const lit = await page.$$eval("#rows tr.lit", (rows) => rows.map((row) => Number(row.dataset.fact)));
    assert.ok(lit.length > 0);
    const words = await anchors[0].evaluate((node) => node.textContent);
    for (const fact of lit) assert.ok(Object.values(sample.rows[fact]).some((cell) => String(cell).includes(words)), words);
    await anchors[0].click();
    const current = await page.$$eval("#rows tr[aria-current]", (rows) => rows.map((row) => Number(row.dataset.fact)));
    assert.equal(current.length, 1);
    assert.ok(lit.includes(current[0]));
  });
});

test("the export has the rows and columns of the table, exactly as the dataset has them", async () => {
  await on(sample.page, {}, async (page) => {
    await page.click(".columns summary");
    await page.click('#columns input[value="quote"]');
    await page.click('#columns input[value="source"]');
    await page.click(".columns summary");
    await page.select('#selects select[data-key="flow"]', "X");
    await page.click('#head button[data-column="change"]');
    const heads = await page.$$eval("#head button", (all) => all.map((one) => one.dataset.column));
    const order = await allFacts(page);
    const file = await saved(page, () => page.click("#export"));
    assert.match(file, /facts\.csv$/);
    const rows = csv(readFileSync(file, "utf8"));
    assert.deepEqual(Object.keys(rows[0]), heads);
    assert.deepEqual(rows, order.map((fact) => Object.fromEntries(heads.map((name) => [name, String(sample.rows[fact][name] ?? "")]))));
  });
});

test("a review is made with the keyboard alone, kept, saved, read again and applied", async () => {
  const review = join(sample.here, "review.csv");
  await on(sample.page, {}, async (page) => {
    await page.focus("#rows tr[aria-current]");
    await page.keyboard.press("a");
    assert.equal(await decision(page), `1 of ${sample.rows.length} reviewed`);
    await page.keyboard.press("n");
    await page.keyboard.type("no fact, says the \"reviewer\"; twice");
    await page.keyboard.press("Escape");
    await page.keyboard.press("r");
    await page.keyboard.press("c");
    await page.evaluate(() => { const field = document.querySelector('.correction [name="value"]'); field.focus(); field.select(); });
    await page.keyboard.type("12345.6");
    await page.keyboard.press("Enter");
    assert.equal(await decision(page), `3 of ${sample.rows.length} reviewed`);
    assert.match(await page.$eval('#rows tr[data-fact="2"] td.c-value', (node) => node.textContent), /12,345\.6/);
    await page.reload();
    assert.equal(await decision(page), `3 of ${sample.rows.length} reviewed`, "kept in the browser");
    writeFileSync(review, readFileSync(await saved(page, () => page.click("#save"))));
  });
  const rows = csv(readFileSync(review, "utf8"));
  assert.deepEqual(rows.map((row) => row.decision), ["accept", "reject", "correct"]);
  assert.deepEqual(rows.map((row) => row.fact_id), sample.rows.slice(0, 3).map((row) => row.fact_id));
  assert.deepEqual([rows[2].column, rows[2].was, rows[2].value], ["value", sample.rows[2].value, "12345.6"]);

  await on(sample.page, {}, async (page) => {
    assert.equal(await decision(page), `0 of ${sample.rows.length} reviewed`, "another profile");
    await (await page.$("#load")).uploadFile(review);
    await page.waitForFunction(() => document.querySelector("#reviewed").textContent.startsWith("3 "));
    const again = await saved(page, () => page.click("#save"));
    assert.equal(readFileSync(again, "utf8"), readFileSync(review, "utf8"));
  });

  const applied = join(sample.here, "applied.jsonl");
  run("extract", sample.input, "--review", review, "-o", applied);
  const after = rowsOf(applied);
  const [accepted, rejected, corrected] = sample.rows;
  assert.deepEqual(after.map((row) => row.fact_id), sample.rows.map((row) => row.fact_id).filter((id) => id !== rejected.fact_id));
  assert.match(after.find((row) => row.fact_id === accepted.fact_id).notes, /reviewed: accepted/);
  const put = after.find((row) => row.fact_id === corrected.fact_id);
  assert.equal(put.value, "12345.6");
  assert.match(put.notes, /reviewed: value corrected/);
  assert.equal(after.at(-1).notes, sample.rows.at(-1).notes, "what was not reviewed is as it was");
});

test("views, help and rows are reached by keys", async () => {
  await on(sample.page, {}, async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the facts");
    for (const [key, view] of [["3", "charts"], ["4", "findings"], ["2", "text"], ["1", "facts"]]) {
      await page.keyboard.press(key);
      assert.equal(await page.evaluate(() => document.body.dataset.view), view);
    }
    await page.keyboard.press("?");
    assert.ok(await page.$eval("#help", (dialog) => dialog.open));
    await page.keyboard.press("Escape");
    assert.ok(!(await page.$eval("#help", (dialog) => dialog.open)));
    await page.keyboard.press("/");
    await page.keyboard.type("jar");
    assert.equal(await page.$eval("#search", (field) => field.value), "jar", "keys write in a field");
    assert.equal(await decision(page), `0 of ${sample.rows.length} reviewed`);
    await page.click("#clear");
    await page.focus("#rows tr[tabindex='0']");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.fact), "2");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-current")), "true");
  });
});

test("every chart has its unit and source, and marks the numbers of the dataset", async () => {
  const made = make(releases(96, 6));
  await on(made.page, {}, async (page) => {
    await page.click("#tab-charts");
    const captions = await texts(page, "#charts figcaption");
    assert.equal(captions.length, 5);
    for (const caption of captions) assert.match(caption, /[Uu]nit: .*Source: customs data/);
    const labels = await texts(page, '#charts [data-kind="levels"] .tick');
    assert.ok(labels.some((label) => /^\$\d+(\.\d+)?\u00a0bn$/.test(label)), labels.join(" "));
    const marks = await page.$$eval('#charts [data-kind="levels"] .mark', (all) => all.map((mark) => Number(mark.dataset.fact)));
    const [first] = marks.map((fact) => made.rows[fact]);
    const key = (row) => [row.trade_flow, row.ref_area, row.counterpart_area, row.commodity, row.unit, row.period_kind].join();
    const series = made.rows.filter((row) => key(row) === key(first) && row.value !== null);
    const distinct = new Set(series.map((row) => row.time_period + row.value));
    assert.equal(marks.length, distinct.size, "one mark for each value of each period");
    for (const title of await texts(page, '#charts [data-kind="levels"] .mark title')) assert.match(title, /±\u00a0?\s?\$50\u00a0mn/);
  });
});

test("what the checks find stands beside its facts, with the compared intervals drawn", async () => {
  const text = "U.S. exports were $189.2 billion in September 2016. U.S. imports were $226.6 billion in September 2016. The U.S. trade deficit was $36.4 billion in September 2016.";
  const made = make([{ id: "a", published: "2016-11-04", text }]);
  await on(made.page, {}, async (page) => {
    assert.deepEqual(made.rows.map((row) => row.trade_flow), ["X", "M", "B"]);
    const card = await page.$eval("#card .finding", (node) => node.textContent);
    assert.match(card, /balance/);
    const bars = await page.$$eval("#card .finding .interval rect", (all) => all.map((bar) => [Number(bar.getAttribute("x")), Number(bar.getAttribute("width"))]));
    assert.ok(bars.length >= 2, "an interval for each number compared");
    for (const [x, width] of bars) assert.ok(x >= 0 && x + width <= 340 && width > 0, `${x} ${width}`);
    await page.click("#tab-findings");
    assert.equal(await page.$$eval("#findings .finding.error", (all) => all.length), 1);
    await page.click("#findings .fact");
    assert.equal(await page.evaluate(() => document.body.dataset.view), "facts");
  });
});

test("5,000 facts of 300 documents open in less than two seconds, and are filtered without delay", async () => {
  const made = make(releases(300, 17));
  assert.ok(made.rows.length >= 5000, `${made.rows.length} facts`);
  await on(made.page, {}, async (page) => {
    assert.ok(page.opened < 2000, `opened in ${page.opened} ms`);
    const times = await page.evaluate(() => {
      const time = (act) => { const start = performance.now(); act(); return performance.now() - start; };
      const select = (key, value) => () => {
        const field = document.querySelector(`#selects select[data-key="${key}"]`);
        field.value = value;
        field.dispatchEvent(new Event("change"));
      };
      const search = () => { document.querySelector("#search").value = "brazil 2021"; document.querySelector("#search").dispatchEvent(new Event("input")); };
      return { filter: time(select("flow", "X")), search: time(search), sort: time(() => document.querySelector('#head button[data-column="value"]').click()), next: time(() => document.querySelector("#after").click()) };
    });
    console.log(`# opened in ${Math.round(page.opened)} ms;`, Object.entries(times).map(([name, time]) => `${name} ${Math.round(time)} ms`).join(", "));
    for (const [name, time] of Object.entries(times)) assert.ok(time < 500, `${name} took ${time} ms`);
  });
});

test("a larger dataset is an index and its pages", async () => {
  const made = make(releases(420, 17));
  await on(made.page, {}, async (page) => {
    const files = await page.$$eval("#parts a", (links) => links.map((link) => link.getAttribute("href")));
    assert.deepEqual(files, ["report-1.html", "report-2.html"]);
    let facts = 0;
    for (const file of files) {
      await on(join(made.here, file), {}, async (part) => { facts += await part.$eval("#counts", (node) => Number(/([\d,]+) facts/.exec(node.textContent)[1].replace(",", ""))); });
    }
    assert.equal(facts, made.rows.length);
  });
});

// The names of elements and attributes that a page has.
const shape = (page) => page.evaluate(() => {
  const names = new Set();
  for (const element of document.querySelectorAll("*")) {
    names.add(element.localName);
    for (const attribute of element.attributes) names.add(`@${attribute.name}`);
  }
  return [...names];
});

test("what a document says is never markup: titles, texts, sources, ids and notes", async () => {
  assert.ok(PAYLOADS.length >= 200);
  const sentence = "China's exports rose 5.0 percent to $2.05 billion in April 2023";
  const documents = (texts) => texts.map((text, at) => ({ id: `${at} ${text}`, title: text, publisher: text, url: `javascript:${text}`, published: "2023-05-09", text: `${text} ${sentence}, ${text} customs data showed, ${text}.\n\n${text}` }));
  const visit = async (page) => {
    for (const view of ["facts", "text", "charts", "findings"]) {
      await page.click("#tab-" + view);
      if (view === "text") {
        const count = await page.$$eval("#document option", (options) => options.length);
        for (let at = 0; at < count; at++) await page.select("#document", String(at));
        await page.$eval(".what", (node) => node.scrollIntoView());
      }
    }
    await page.keyboard.press("1");
    await page.$eval("#note", (field, text) => { field.value = text; field.dispatchEvent(new Event("input")); }, "x<img src=x onerror=alert(1)>");
    await page.keyboard.press("a");
  };
  const plain = make(documents(["one", "two"]));
  const names = [];
  await on(plain.page, {}, async (page) => { await visit(page); names.push(...(await shape(page))); });
  const hostile = make(documents(PAYLOADS), "--title", PAYLOADS.join(" ").replaceAll("\u0000", ""));
  assert.ok(hostile.rows.length >= PAYLOADS.length, `${hostile.rows.length} facts`);
  await on(hostile.page, {}, async (page) => {
    await visit(page);
    assert.deepEqual((await shape(page)).filter((name) => !names.includes(name)), []);
    assert.equal(await page.evaluate(() => window.pwned), undefined);
    const written = await texts(page, "#document option");
    PAYLOADS.forEach((text, at) => assert.ok(written[at].includes(text.replace(/\u0000/g, "")) || written[at].includes(text), text));
  });
});
