// What the page is about: facts, documents and findings, as the program wrote them into the page.
//
// A fact is its number in the list of facts; its cells are strings, in the order of the columns.

const DATA = JSON.parse($("data").textContent);
const COLUMNS = DATA.columns.map(([name, type, doc, core]) => ({ name, type, doc, core }));
const COLUMN_AT = new Map(COLUMNS.map((column, at) => [column.name, at]));
const DOCUMENTS = DATA.documents;
const FACTS = DATA.facts.map((fact, index) => ({ index, ...fact, findings: [] }));
DATA.findings.forEach((finding, index) => finding.facts.forEach((fact) => FACTS[fact].findings.push(index)));

// The cell as the dataset has it; null where it is missing.
const original = (fact, column) => FACTS[fact].cells[COLUMN_AT.get(column)] ?? null;

// The cell with the reviewer's correction, where there is one; a correction to nothing empties it.
const cell = (fact, column) => {
  const change = decisionOf(fact)?.changes?.[column];
  return change === undefined ? original(fact, column) : change === "" ? null : change;
};

const hasColumn = (name) => COLUMN_AT.has(name);

// The name of a code of a column, short: what stands in brackets or behind a colon goes.
function nameOf(column, code) {
  if (code === null) return "";
  const name = DATA.names[column]?.[code];
  return name ? name.replace(/ \(.*?\)/, "").replace(/:.*/, "") : code;
}

// An area's name; of a group, all of them.
const areaName = (code) =>
  code === null ? "" : DATA.names.areas[code] ?? code.split("+").map((one) => DATA.names.areas[one] ?? one).join(" + ");

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// The assumptions and flags of a fact.
const notesOf = (fact) => (cell(fact, "notes") ?? "").split("; ").filter(Boolean);

const ARROWS = { X: "→", RX: "→", DX: "→", M: "←", RM: "←", T: "↔", B: "↔" };

// Who with whom: China → Russia.
function partiesOf(flow, area, partner) {
  const who = area === null ? "somebody" : areaName(area);
  return partner === null || partner === DATA.world ? who : `${who} ${ARROWS[flow] ?? "–"} ${areaName(partner)}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// A period of whole months in words: Apr 2023, Q2 2023, Jan–Apr 2023; null for any other.
function periodName(start, end) {
  const dates = [start, end].map((date) => /^(\d{4})-(\d{2})-(\d{2})$/.exec(date ?? ""));
  if (dates.includes(null)) return null;
  const [[year, month, day], [lastYear, lastMonth, lastDay]] = dates.map(([, ...parts]) => parts.map(Number));
  if (day !== 1 || lastDay !== new Date(Date.UTC(lastYear, lastMonth, 0)).getUTCDate()) return null;
  const months = (lastYear - year) * 12 + lastMonth - month + 1;
  if (months === 12 && month === 1) return String(year);
  if (months === 3 && month % 3 === 1) return `Q${(month + 2) / 3} ${year}`;
  if (months === 1) return `${MONTHS[month - 1]} ${year}`;
  return `${MONTHS[month - 1]}${year === lastYear ? "" : " " + year}–${MONTHS[lastMonth - 1]} ${lastYear}`;
}

// How a cell is read by people. Its exact form is in the export and in the list of all columns.
function shown(fact, column) {
  const value = cell(fact, column);
  if (value === null) return "";
  switch (column) {
    case "trade_flow": return capital(nameOf("trade_flow", value));
    case "ref_area": return areaName(value);
    case "counterpart_area": return areaName(value);
    case "commodity": return value === "TOTAL" ? "all" : value;
    case "time_period": return periodName(cell(fact, "period_start"), cell(fact, "period_end")) ?? value;
    case "obs_status": return nameOf("obs_status", value);
    case "value": return boundMark(cell(fact, "bound")) + range(fact, "value", "value_max", cell(fact, "unit"));
    case "base_value": return plain(value, cell(fact, "unit"));
    case "converted_value": return plain(value, cell(fact, "converted_unit"));
    case "share": return plain(value, "PC");
    case "change": {
      const basis = cell(fact, "basis");
      const bound = cell(fact, "value") === null ? boundMark(cell(fact, "bound")) : "";
      return bound + range(fact, "change", "change_max", cell(fact, "change_unit"), true) + (basis ? " " + basis : "");
    }
    default: return value;
  }
}

const boundMark = (bound) => (bound === null || bound === "=" ? "" : bound === "~" ? "≈ " : bound + " ");

function range(fact, low, high, unit, plus = false) {
  const to = cell(fact, high);
  const from = plain(cell(fact, low), unit, { plus });
  return to === null ? from : `${from} to ${plain(to, unit, { plus })}`;
}
