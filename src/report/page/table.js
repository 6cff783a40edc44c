// The table of facts: the columns chosen, sorted, a page at a time, and written out as CSV.

const PAGE = 100;
const USUAL = ["trade_flow", "ref_area", "counterpart_area", "commodity", "time_period", "value", "change", "share", "obs_status", "source"];
const TITLES = {
  trade_flow: "Flow", ref_area: "Area", counterpart_area: "Partner", time_period: "Period", value: "Level",
  obs_status: "Status", doc_id: "Document", fact_id: "Fact", counterpart: "Partner",
};
const titleOf = (name) => TITLES[name] ?? capital(name.replaceAll("_", " "));

const TABLE = { columns: USUAL.filter(hasColumn), sort: null, down: false, page: 0, shown: [] };

// How cells of a column are put in order; missing ones stand last, either way.
function order(name) {
  const column = COLUMNS[COLUMN_AT.get(name)];
  const compare = column.type === "decimal" || column.type === "integer"
    ? compareDecimals
    : (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const words = ["trade_flow", "ref_area", "counterpart_area", "commodity", "obs_status", "source"].includes(name);
  if (name === "time_period") return { read: (fact) => `${cell(fact, "period_start") ?? ""}/${cell(fact, "period_end") ?? ""}`.replace(/^\/$/, ""), compare };
  return { read: words ? shown : cell, compare };
}

function sorted(facts) {
  if (!TABLE.sort) return facts;
  const { read, compare } = order(TABLE.sort);
  const keyed = facts.map((fact) => [read(fact, TABLE.sort) || null, fact]);
  const way = TABLE.down ? -1 : 1;
  keyed.sort(([a, x], [b, y]) =>
    a === null || b === null ? (a === null) - (b === null) || x - y : way * compare(a, b) || x - y);
  return keyed.map(([, fact]) => fact);
}

function sortBy(name) {
  if (TABLE.sort !== name) { TABLE.sort = name; TABLE.down = false; }
  else if (!TABLE.down) TABLE.down = true;
  else TABLE.sort = null;
  refresh();
  $("head").querySelector(`[data-column="${name}"]`)?.focus();
}

function drawHead() {
  const heads = TABLE.columns.map((name) => {
    const active = TABLE.sort === name;
    const column = COLUMNS[COLUMN_AT.get(name)];
    const button = el("button", { type: "button", "data-column": name, title: column.doc, onclick: () => sortBy(name) },
      titleOf(name), el("span", { class: "arrow", "aria-hidden": "true" }, active ? (TABLE.down ? "▼" : "▲") : ""));
    return el("th", { scope: "col", class: `c-${name} ${column.type}`, "aria-sort": active ? (TABLE.down ? "descending" : "ascending") : null }, button);
  });
  replace($("head"), el("tr", null, el("th", { scope: "col", class: "c-state" }, el("span", { class: "hidden" }, "Review and flags")), heads));
}

// What stands before a row: the decision, findings and assumptions.
function stateOf(fact) {
  const made = decisionOf(fact)?.decision;
  const findings = FACTS[fact].findings.length;
  const notes = notesOf(fact).length;
  const mark = (kind, sign, text) => el("span", { class: "state " + kind, title: text }, el("span", { "aria-hidden": "true" }, sign), el("span", { class: "hidden" }, text + " "));
  return [
    made && mark(made, DECISION_MARKS[made], DECISION_NAMES[made]),
    findings > 0 && mark(worstOf(fact), "⚠", count(findings, "finding")),
    notes > 0 && mark("note", "*", notesOf(fact).join("; ")),
  ];
}

function rowOf(fact) {
  const cells = TABLE.columns.map((name) => {
    const was = decisionOf(fact)?.changes?.[name] !== undefined;
    const exact = cell(fact, name);
    return el("td", { class: `c-${name}${was ? " corrected" : ""} ${COLUMNS[COLUMN_AT.get(name)].type}`, title: exact === shown(fact, name) ? null : exact }, shown(fact, name));
  });
  const made = decisionOf(fact)?.decision ?? "";
  return el("tr", { tabindex: "-1", "data-fact": String(fact), class: `${made} status-${cell(fact, "obs_status")}` },
    el("td", { class: "c-state" }, stateOf(fact)), cells);
}

function drawTable() {
  TABLE.shown = sorted(passing());
  const pages = Math.max(1, Math.ceil(TABLE.shown.length / PAGE));
  TABLE.page = Math.min(TABLE.page, pages - 1);
  const from = TABLE.page * PAGE;
  const rows = TABLE.shown.slice(from, from + PAGE);
  drawHead();
  replace($("rows"), rows.map(rowOf));
  $("table").setAttribute("aria-rowcount", String(TABLE.shown.length + 1));
  const all = TABLE.shown.length === FACTS.length ? "" : ` of ${grouped(String(FACTS.length))}`;
  $("shown").textContent = TABLE.shown.length ? count(TABLE.shown.length, "fact") + all : "No fact passes these filters.";
  $("range").textContent = pages > 1 ? `${from + 1}–${from + rows.length}` : "";
  $("pager").hidden = pages === 1;
  $("before").disabled = TABLE.page === 0;
  $("after").disabled = TABLE.page === pages - 1;
  markRow();
}

function turn(by) {
  TABLE.page += by;
  drawTable();
  $("scroller").scrollTop = 0;
}

const rowFor = (fact) => $("rows").querySelector(`tr[data-fact="${fact}"]`);

// Marks the row of the fact that is read; one row is always reached by the keyboard.
function markRow() {
  for (const row of $("rows").children) {
    const current = Number(row.dataset.fact) === STATE.fact;
    row.toggleAttribute("aria-current", current);
    if (current) row.setAttribute("aria-current", "true");
    row.tabIndex = current ? 0 : -1;
  }
  if (!$("rows").querySelector("[aria-current]")) $("rows").firstElementChild?.setAttribute("tabindex", "0");
}

// Turns to the page of a fact and brings its row into view.
function revealRow(fact) {
  const at = TABLE.shown.indexOf(fact);
  if (at < 0) return;
  const page = Math.floor(at / PAGE);
  if (page !== TABLE.page) { TABLE.page = page; drawTable(); }
  bringIntoView(rowFor(fact), $("scroller"), $("head").offsetHeight);
}

function drawColumns() {
  const boxes = COLUMNS.map((column) => {
    const box = el("input", { type: "checkbox", value: column.name, onchange: () => {
      const chosen = new Set([...$("columns").querySelectorAll("input:checked")].map((one) => one.value));
      const kept = TABLE.columns.filter((name) => chosen.has(name));
      TABLE.columns = [...kept, ...COLUMNS.map((one) => one.name).filter((name) => chosen.has(name) && !kept.includes(name))];
      drawTable();
    } });
    box.checked = TABLE.columns.includes(column.name);
    return el("label", { title: column.doc }, box, titleOf(column.name));
  });
  replace($("columns"), boxes);
}

// The facts shown, in their order and with the chosen columns, as the dataset writes them.
function exportText() {
  return csvRow(TABLE.columns) + TABLE.shown.map((fact) => csvRow(TABLE.columns.map((name) => cell(fact, name)))).join("");
}
