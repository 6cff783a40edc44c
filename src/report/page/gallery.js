// The view of charts: for each kind the series that there are, one of them drawn, with unit, source and a table of what
// is drawn. The charts are of the facts that pass the filters.

const KINDS = [
  {
    key: "levels", title: "Levels over time", draw: drawLevels, unit: "unit",
    needs: ["value", "unit", "period_start"], by: ["trade_flow", ...KEYS, "unit"], about: {},
    worth: (facts) => new Set(facts.map((fact) => cell(fact, "time_period"))).size > 1,
    legend: [["full", "actual"], ["estimate", "estimate"], ["hollow", "forecast"], ["goal", "target"], ["vintage", "earlier vintage"], ["band", "what the printed digits stand for"]],
  },
  {
    key: "changes", title: "Changes over time", draw: drawChanges, unit: "change_unit",
    needs: ["change", "change_unit", "period_start"], by: ["trade_flow", ...KEYS, "change_unit", "basis"], about: {},
    worth: (facts) => new Set(facts.map((fact) => cell(fact, "time_period"))).size > 1,
    legend: [["up", "up"], ["down", "down"], ["hollow", "forecast or earlier vintage"], ["band", "what the printed digits stand for"]],
  },
  {
    key: "trade", title: "Exports, imports and balance", draw: drawTrade, unit: "unit",
    needs: ["value", "unit", "period_start"], by: [...KEYS, "unit"], about: { flow: false }, flows: ["X", "M", "B"],
    worth: (facts) => new Set(facts.map((fact) => cell(fact, "trade_flow"))).size > 1,
    legend: [["flow-X", "exports"], ["flow-M", "imports"], ["flow-B", "balance"]],
  },
  {
    key: "partners", title: "Partners ranked", draw: drawPartners, unit: "unit", apart: true,
    needs: ["value", "unit", "period_start"], by: ["trade_flow", "ref_area", "commodity", "unit", "time_period"], about: { partner: false, period: true },
    worth: (facts) => new Set(facts.map((fact) => cell(fact, "counterpart_area"))).size > 1,
    legend: [],
  },
];
const PICKED = {};

// The groups of a kind of chart that are worth drawing.
function groupsOf(kind) {
  const facts = charted(kind.needs).filter((fact) =>
    (!kind.flows || kind.flows.includes(cell(fact, "trade_flow"))) && (!kind.apart || cell(fact, "counterpart_area") !== DATA.world));
  return groupsBy(facts, kind.by).filter(kind.worth);
}

function drawCharts() {
  const whole = $("charts").clientWidth - 36;
  const columns = getComputedStyle($("charts")).gridTemplateColumns.split(" ").length;
  const width = Math.max(280, Math.floor((whole + 36 - 15 * (columns - 1)) / columns) - 36);
  replace($("charts"), KINDS.map((kind) => section(kind, width)), coverage(Math.max(280, whole)));
}

function section(kind, width) {
  const groups = groupsOf(kind);
  const heading = el("h2", null, kind.title);
  if (!groups.length) return el("section", { class: "chart" }, heading, el("p", { class: "quiet" }, "No series has enough facts for this chart."));
  const at = Math.max(0, groups.findIndex((facts) => keyOf(facts[0], kind.by) === PICKED[kind.key]));
  const options = groups.map((facts, index) => [String(index), `${aboutSeries(facts[0], kind.about)}, ${unitName(cell(facts[0], kind.unit))} · ${facts.length}`]);
  const pick = choice("Series", [["", options]], (value) => {
    PICKED[kind.key] = keyOf(groups[Number(value)][0], kind.by);
    drawCharts();
    $("charts").querySelector(`[data-kind="${kind.key}"] select`).focus();
  });
  pick.querySelector("select").value = String(at);
  const { drawing, points, title } = kind.draw(groups[at], width);
  const used = kind.legend.filter(([name]) => drawing.querySelector("." + name) || (name === "goal" && points.some((point) => point.status === "G")));
  return el("section", { class: "chart", "data-kind": kind.key }, heading, pick,
    el("figure", null, drawing,
      used.length > 0 && el("p", { class: "legend" }, used.map(([name, text]) => el("span", null, el("span", { class: "swatch s-" + name, "aria-hidden": "true" }), text))),
      el("figcaption", null, `${title}. Unit: ${unitName(cell(groups[at][0], kind.unit))}. ${sourcesOf(points.map(({ fact }) => fact))}.`),
      pointTable(points, cell(groups[at][0], kind.unit))));
}

function unitName(unit) {
  if (unit === "PC") return "percent";
  if (unit === "PP") return "percentage points";
  return DATA.names.units[unit] ? `${DATA.names.units[unit]} (${unit})` : unit;
}

function pointTable(points, unit) {
  const rows = points.map((point) => el("tr", null,
    el("td", null, el("button", { type: "button", class: "fact", onclick: () => visit(point.fact) }, point.name)),
    el("td", null, shown(point.fact, "trade_flow")), el("td", null, areaName(cell(point.fact, "counterpart_area"))),
    el("td", { class: "decimal" }, grouped(point.value)), el("td", { class: "decimal" }, "± " + grouped(point.half)),
    el("td", null, nameOf("obs_status", point.status) + (point.vintage ? ", earlier vintage" : "")), el("td", null, point.published)));
  const heads = ["Period", "Flow", "Partner", "Value, " + unitName(unit), "Half a printed unit", "Status", "Published"];
  return el("details", null, el("summary", null, "The numbers of this chart"),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "The numbers of this chart" },
      el("table", null, el("thead", null, el("tr", null, heads.map((text) => el("th", { scope: "col" }, text)))), el("tbody", null, rows))));
}

const MOST_MONTHS = 60, MOST_ROWS = 40;

// Which partners of which economy have facts about which month. A month inside a longer period counts faintly.
function coverage(width) {
  const facts = charted(["period_start", "period_end"]);
  const monthOf = (date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
  const spans = facts.map((fact) => ({ fact, from: monthOf(cell(fact, "period_start")), to: monthOf(cell(fact, "period_end")) }));
  const heading = el("h2", null, "Coverage");
  if (!spans.length) return el("section", { class: "chart wide" }, heading, el("p", { class: "quiet" }, "No fact here has a known period."));
  const last = Math.max(...spans.map(({ to }) => to));
  const most = Math.min(MOST_MONTHS, Math.max(6, Math.floor((width - 190) / 12)));
  const first = Math.max(Math.min(...spans.map(({ from }) => from)), last - most + 1);
  const months = last - first + 1;
  const all = [...groupBy(spans, ({ fact }) => partiesOf("T", cell(fact, "ref_area"), cell(fact, "counterpart_area")))].sort((a, b) => b[1].length - a[1].length);
  const rows = all.slice(0, MOST_ROWS);
  const left = Math.min(180, width * 0.42), size = Math.min(22, (width - left - 8) / months), row = 24, top = 26;
  const label = (month) => `${MONTHS[month % 12]} ${Math.floor(month / 12)}`;
  const every = [1, 3, 6, 12, 24].find((step) => step * size >= 34) ?? 24;
  const heads = Array.from({ length: months }, (_, at) => at).filter((at) => (first + at) % every === 0)
    .map((at) => svg("text", { x: left + at * size, y: 14, class: "tick" }, every < 12 ? label(first + at).replace(/ ..(..)$/, " ’$1") : String(Math.floor((first + at) / 12))));
  const body = rows.map(([name, group], index) => [
    svg("text", { x: left - 8, y: top + index * row + 15, "text-anchor": "end", class: "name" }, name),
    Array.from({ length: months }, (_, at) => {
      const inside = group.filter(({ from, to }) => from <= first + at && first + at <= to);
      const exact = inside.filter(({ from, to }) => from === to);
      const strength = exact.length ? "own" : inside.length ? "part" : "none";
      const shownFacts = exact.length ? exact : inside;
      return svg("rect", { x: left + at * size, y: top + index * row, width: Math.max(size - 2, 2), height: row - 4, rx: 2, class: `cell ${strength}`, "data-fact": shownFacts.length ? String(shownFacts[0].fact) : null },
        svg("title", null, `${name}, ${label(first + at)}: ${exact.length} of this month, ${inside.length - exact.length} of longer periods`));
    }),
  ]);
  const title = "Coverage: months and partners with facts";
  const { drawing } = frame(width, top + rows.length * row, title, [heads, body], []);
  const more = all.length > rows.length ? ` The ${rows.length} with most facts of ${all.length} are drawn.` : "";
  return el("section", { class: "chart wide", "data-kind": "coverage" }, heading, el("figure", null, drawing,
    el("p", { class: "legend" }, el("span", null, el("span", { class: "swatch s-own" }), "a fact of this month"), el("span", null, el("span", { class: "swatch s-part" }), "inside a longer period")),
    el("figcaption", null, `Months (columns) and partners (rows), unit: facts, ${label(first)} to ${label(last)}.${more} ${sourcesOf(facts)}.`)));
}
