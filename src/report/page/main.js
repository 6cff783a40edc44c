// The page put together: views, the fact that is read, keys, and what happens first.

const STATE = { view: "facts", fact: -1, correcting: false };
const VIEWS = ["facts", "text", "charts", "findings"];
const isWide = () => window.matchMedia("(min-width: 60rem)").matches;

const say = (text) => { $("said").textContent = text; };

// Draws anew what depends on filters and decisions.
function refresh() {
  drawFilters();
  drawTable();
  drawCounts();
  if (STATE.view === "charts") drawCharts();
  if (STATE.view === "findings") drawFindings();
}

function drawCounts() {
  const made = [...DECISIONS.keys()].filter((id) => BY_ID.has(id)).length;
  $("counts").textContent = [count(DOCUMENTS.length, "document"), count(FACTS.length, "fact"), DATA.findings.length && count(DATA.findings.length, "finding")].filter(Boolean).join(" · ");
  $("reviewed").textContent = canReview ? `${made} of ${FACTS.length} reviewed` : "";
  $("save").disabled = made === 0;
  $("tab-findings").textContent = DATA.findings.length ? `Findings (${DATA.findings.length})` : "Findings";
}

function show(view) {
  STATE.view = view;
  document.body.dataset.view = view;
  for (const name of VIEWS) $("tab-" + name).setAttribute("aria-pressed", String(name === view));
  if (view === "charts") drawCharts();
  if (view === "findings") drawFindings();
  if (view === "text" && STATE.fact >= 0) revealText(STATE.fact);
}

// Reads a fact: marks its row, shows its sentence and its card.
function choose(fact) {
  if (STATE.fact !== fact) STATE.correcting = false;
  STATE.fact = fact;
  markRow();
  if (fact >= 0) { revealRow(fact); revealText(fact); } else light([]);
  drawCard();
  try { history.replaceState(null, "", fact < 0 ? "#" : "#fact=" + (idOf(fact) ?? fact)); } catch { /* Not every place of a file allows it. */ }
}

// Goes to a fact from a chart, a finding or the table of a phone.
function visit(fact) {
  if (!isWide() || !TABLE.shown.includes(fact)) show("text");
  else if (STATE.view !== "text") show("facts");
  choose(fact);
}

function step(by) {
  const at = TABLE.shown.indexOf(STATE.fact);
  const next = TABLE.shown[at < 0 ? 0 : Math.max(0, Math.min(TABLE.shown.length - 1, at + by))];
  if (next !== undefined) choose(next);
}

// The documents of the list, each with its number of facts.
function drawDocuments() {
  const counts = new Map();
  for (const fact of FACTS) counts.set(fact.document, (counts.get(fact.document) ?? 0) + 1);
  replace($("document"), DOCUMENTS.map(({ id, title }, at) => el("option", { value: String(at) }, `${title ?? id} · ${counts.get(at) ?? 0}`)));
}

function open(document) {
  const first = FACTS.find((fact) => fact.document === document);
  if (first) choose(first.index);
  else { choose(-1); drawText(document); }
}

const KEYS_OF = {
  j: () => step(1), k: () => step(-1), a: () => review("accept"), r: () => review("reject"), c: () => review("correct"),
  n: () => $("note")?.focus(), "/": () => { document.querySelector("details.filters").open = true; $("search").focus(); }, "?": () => $("help").showModal(),
  1: () => show("facts"), 2: () => show("text"), 3: () => show("charts"), 4: () => show("findings"),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "Escape" && typing) return event.target.blur();
  if (typing || $("help").open) return;
  const row = event.target.closest("tr[data-fact]");
  const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
  if (row && moves[event.key]) { event.preventDefault(); step(moves[event.key]); rowFor(STATE.fact)?.focus(); return; }
  if (event.key === "Enter" || event.key === " ") {
    const piece = pieceOf(event.target);
    if (row) { event.preventDefault(); pick(Number(row.dataset.fact)); }
    else if (piece?.anchors?.length) { event.preventDefault(); choose(factAt(piece)); }
    return;
  }
  const action = $("single").checked && KEYS_OF[event.key];
  if (action) { event.preventDefault(); action(); }
}

// A row was chosen: on a narrow screen its sentence takes the place of the table.
function pick(fact) {
  if (!isWide()) show("text");
  choose(fact);
}

function listen() {
  document.addEventListener("keydown", onKey);
  VIEWS.forEach((view) => $("tab-" + view).addEventListener("click", () => show(view)));
  $("rows").addEventListener("click", (event) => { const row = event.target.closest("tr"); if (row) pick(Number(row.dataset.fact)); });
  $("rows").addEventListener("mouseover", (event) => { const row = event.target.closest("tr"); if (row && FACTS[row.dataset.fact].document === READER.document) light([Number(row.dataset.fact)]); });
  $("rows").addEventListener("mouseleave", () => light(STATE.fact < 0 ? [] : [STATE.fact]));
  $("text").addEventListener("click", (event) => { const fact = factAt(pieceOf(event.target) ?? {}); if (fact !== null) choose(fact); });
  $("text").addEventListener("mouseover", (event) => { const piece = pieceOf(event.target); if (piece?.facts.length) light(piece.anchors.length ? piece.anchors : piece.facts); });
  $("text").addEventListener("mouseout", () => light(STATE.fact < 0 ? [] : [STATE.fact]));
  $("text").addEventListener("focusin", (event) => { const piece = pieceOf(event.target); if (piece?.anchors?.length) light(piece.anchors); });
  $("search").addEventListener("input", () => { FILTERS.text = $("search").value; TABLE.page = 0; drawTable(); if (STATE.view === "charts") drawCharts(); if (STATE.view === "findings") drawFindings(); });
  $("clear").addEventListener("click", clearFilters);
  $("before").addEventListener("click", () => turn(-1));
  $("after").addEventListener("click", () => turn(1));
  $("export").addEventListener("click", () => download("facts.csv", exportText()));
  $("save").addEventListener("click", () => { download("review.csv", reviewText()); say("Saved review.csv."); });
  $("load").addEventListener("change", async () => { say(readReview(await $("load").files[0].text())); $("load").value = ""; refresh(); drawCard(); });
  $("document").addEventListener("change", () => open(Number($("document").value)));
  $("theme").addEventListener("click", turnTheme);
  $("keys").addEventListener("click", () => $("help").showModal());
  window.addEventListener("resize", () => { if (STATE.view === "charts") drawCharts(); });
}

function turnTheme() {
  const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "light" : "dark";
}

// The page of a report in several parts: a list of them.
function drawParts() {
  const rows = DATA.parts.map((part) => el("tr", null,
    el("td", null, el("a", { href: encodeURI(part.file) }, part.file)), el("td", { class: "decimal" }, grouped(String(part.documents))),
    el("td", { class: "decimal" }, grouped(String(part.facts))), el("td", null, part.first), el("td", null, part.last)));
  const heads = ["Page", "Documents", "Facts", "First document", "Last document"];
  replace($("parts"), el("h2", null, "Pages of this report"), el("table", null,
    el("thead", null, el("tr", null, heads.map((text) => el("th", { scope: "col" }, text)))), el("tbody", null, rows)));
}

function start() {
  document.title = DATA.title;
  $("title").textContent = DATA.title;
  if (DATA.parts) { document.body.dataset.view = "parts"; drawParts(); return; }
  if (DATA.index) $("up").append(el("a", { href: encodeURI(DATA.index) }, "all pages"));
  recall();
  for (const id of ["save", "loader"]) $(id).hidden = !canReview;
  if (!canReview && FACTS.length) say("These facts have no fact_id, so they cannot be reviewed here: write them as JSON Lines or with --columns all.");
  document.querySelector("details.filters").open = isWide();
  drawColumns();
  drawDocuments();
  listen();
  show("facts");
  refresh();
  const wanted = decodeURIComponent(location.hash.replace("#fact=", ""));
  const first = BY_ID.get(wanted) ?? (isWide() && FACTS.length ? TABLE.shown[0] : -1);
  if (first >= 0) choose(first);
  else { drawCard(); if (DOCUMENTS.length) drawText(0); }
}

start();
