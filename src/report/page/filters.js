// The filters above the table: which facts are shown. Charts follow them too.

const FILTERS = { text: "" };

// A filter: its label, the values of a fact, and how a value is read. A fact passes where one of its values is chosen.
const SELECTS = [
  { key: "flow", label: "Flow", values: (fact) => [cell(fact, "trade_flow")], name: (v) => capital(nameOf("trade_flow", v)) },
  { key: "area", label: "Area", values: (fact) => [cell(fact, "ref_area")], name: areaName },
  { key: "partner", label: "Partner", values: (fact) => [cell(fact, "counterpart_area")], name: areaName },
  { key: "period", label: "Period", values: periodsOf, name: (v) => v, grouped: true },
  { key: "commodity", label: "Commodity", values: (fact) => [cell(fact, "commodity")], name: (v) => v },
  { key: "status", label: "Status", values: (fact) => [cell(fact, "obs_status")], name: (v) => nameOf("obs_status", v) },
  { key: "source", label: "Source", values: (fact) => [cell(fact, "source")], name: (v) => v },
  { key: "flag", label: "Flag", values: flagsOf, name: (v) => v.slice(v.indexOf("|") + 1), grouped: true },
];

// The years that a period touches, and the period itself: both can be chosen.
function periodsOf(fact) {
  const [start, end] = [cell(fact, "period_start"), cell(fact, "period_end")];
  if (!start || !end) return [];
  const years = [];
  for (let year = Number(start.slice(0, 4)); year <= Number(end.slice(0, 4)) && years.length < 50; year++) years.push(`${String(year).padStart(4, "0")}, any part`);
  return [...years, cell(fact, "time_period")];
}

// What can be flagged, as group|flag.
function flagsOf(fact) {
  const made = decisionOf(fact)?.decision;
  return [
    canReview && "Review|" + (made ? DECISION_NAMES[made] : "not reviewed"),
    ...FACTS[fact].findings.map((finding) => "Findings|" + DATA.findings[finding].severity),
    FACTS[fact].findings.length > 0 && "Findings|any finding",
    ...notesOf(fact).map((note) => "Notes|" + note.replace(/^(review: \w+).*/, "$1")),
    notesOf(fact).length > 0 && "Notes|any note",
  ].filter(Boolean);
}

const NOTHING = "\u0000";

// The options of a filter with how many facts each would show, in the order of their names.
function optionsOf(filter) {
  const counts = new Map();
  for (const { index } of FACTS) {
    for (const value of new Set(filter.values(index))) counts.set(value ?? NOTHING, (counts.get(value ?? NOTHING) ?? 0) + 1);
  }
  const read = (value) => (value === NOTHING ? "(not stated)" : filter.name(value));
  const options = [...counts].map(([value, n]) => [value, `${read(value)} · ${n}`, read(value)]);
  return options.sort((a, b) => a[2].localeCompare(b[2], "en"));
}

function drawFilters() {
  const chosen = SELECTS.map((filter) => {
    const options = optionsOf(filter);
    const groups = new Map([["", [["", "any"]]]]);
    for (const option of options) {
      const bar = filter.key === "flag" ? option[0].split("|")[0] : filter.key === "period" ? option[0].slice(0, 4) : "";
      groups.set(bar, [...(groups.get(bar) ?? []), option]);
    }
    const label = choice(filter.label, [...groups], (value) => { FILTERS[filter.key] = value; refresh(); });
    const select = label.querySelector("select");
    select.value = FILTERS[filter.key] ?? "";
    if (select.selectedIndex < 0) { select.value = ""; FILTERS[filter.key] = ""; }
    select.dataset.key = filter.key;
    label.hidden = options.length < 2 && !select.value;
    label.classList.toggle("set", Boolean(select.value));
    return label;
  });
  replace($("selects"), chosen);
}

// What the text filter looks at: every cell of a fact, in lower case.
const searchable = [];
const textOf = (fact) => (searchable[fact] ??= FACTS[fact].cells.join("\n").toLowerCase());

// The facts that pass, in the order of the dataset.
function passing() {
  const words = FILTERS.text.toLowerCase().split(/\s+/).filter(Boolean);
  const active = SELECTS.filter((filter) => FILTERS[filter.key]);
  return FACTS.map((fact) => fact.index).filter((fact) =>
    words.every((word) => textOf(fact).includes(word)) &&
    active.every((filter) => {
      const values = filter.values(fact);
      return FILTERS[filter.key] === NOTHING ? values.includes(null) : values.includes(FILTERS[filter.key]);
    }));
}

function clearFilters() {
  for (const key of Object.keys(FILTERS)) FILTERS[key] = "";
  $("search").value = "";
  refresh();
}
