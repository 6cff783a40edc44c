// Facts that belong on one chart: the same flow, economies, good, unit and kind of period, adjusted alike.
//
// Rejected facts are on no chart. Of several numbers for one period, the last published stands for it; earlier ones are
// its vintages.

const FREQUENCIES = {
  month: "monthly", quarter: "quarterly", half: "half-yearly", year: "yearly", ytd: "year to date",
  fiscal_year: "fiscal years", fiscal_ytd: "fiscal year to date", week: "weekly", rolling: "moving window",
  month_range: "several months", day_range: "days of a month",
};

const keyOf = (fact, names) => names.map((name) => cell(fact, name) ?? "").join("\u0001");

const charted = (needed) => TABLE.shown.filter((fact) =>
  decisionOf(fact)?.decision !== "reject" && needed.every((name) => cell(fact, name) !== null));

const middleOf = (fact) => (Date.parse(cell(fact, "period_start")) + Date.parse(cell(fact, "period_end"))) / 2;

// Groups of facts by these columns, largest first.
function groupsBy(facts, names) {
  return [...groupBy(facts, (fact) => keyOf(fact, names)).values()].sort((a, b) => b.length - a.length || a[0] - b[0]);
}

const KEYS = ["ref_area", "counterpart_area", "commodity", "period_kind", "adjustment", "price_base"];

// What a chart is of. `parts` says which keys its facts share: those that differ are not named.
function aboutSeries(fact, { flow = true, partner = true, period = false } = {}) {
  const [good, kind, adjusted] = ["commodity", "period_kind", "adjustment"].map((name) => cell(fact, name));
  const code = flow ? cell(fact, "trade_flow") : "T";
  return [
    (flow ? shown(fact, "trade_flow") : "Trade") + (good && good !== "TOTAL" ? " of " + good : "") + ", "
      + partiesOf(code, cell(fact, "ref_area"), partner ? cell(fact, "counterpart_area") : null),
    period ? shown(fact, "time_period") : FREQUENCIES[kind] ?? kind,
    adjusted && adjusted !== "N" && nameOf("adjustment", adjusted),
    cell(fact, "price_base") === "Q" && nameOf("price_base", "Q"),
  ].filter(Boolean).join(", ");
}

// The facts of a series as points in time. `column` is the number drawn; a point knows half a unit of its last digit.
function pointsOf(facts, column) {
  const points = facts.map((fact) => {
    const value = cell(fact, column);
    const power = column === "value" && cell(fact, "unit_mult") !== null
      ? Number(cell(fact, "unit_mult")) - Number(cell(fact, "decimals"))
      : -decimal(value).after;
    return { fact, value, at: middleOf(fact), half: halfUnit(power), status: cell(fact, "obs_status"), published: cell(fact, "published") ?? "", period: cell(fact, "time_period"), name: shown(fact, "time_period"), bound: cell(fact, "bound") };
  });
  points.sort((a, b) => a.at - b.at || (a.published < b.published ? -1 : a.published > b.published ? 1 : a.fact - b.fact));
  const last = new Map();
  for (const point of points) if (!isPlan(point)) last.set(point.period, point);
  for (const point of points) {
    const latest = last.get(point.period);
    point.vintage = !isPlan(point) && latest !== point && compareDecimals(latest.value, point.value) !== 0;
    point.same = !isPlan(point) && latest !== point && !point.vintage;
  }
  return points.filter((point) => !point.same);
}

const isPlan = (point) => point.status === "F" || point.status === "G";

// Who says so: the sources of the facts, for the line below a chart.
function sourcesOf(facts) {
  const names = [...new Set(facts.map((fact) => cell(fact, "source")).filter(Boolean))];
  const documents = new Set(facts.map((fact) => cell(fact, "doc_id")));
  const named = names.slice(0, 3).join("; ") + (names.length > 3 ? ` and ${names.length - 3} more` : "");
  return `Source: ${named || "not named"}, as read from ${count(documents.size, "document")}`;
}
