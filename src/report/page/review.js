// The reviewer's decisions: kept in this browser, saved as a file that the program applies, and read back from it.
//
// review.csv has a row for each decision, and one for each corrected column:
// fact_id,doc_id,decision,column,was,value,note

const REVIEW_COLUMNS = ["fact_id", "doc_id", "decision", "column", "was", "value", "note"];
const STORE = "tradefacts-review-" + DATA.key;
const DECISIONS = new Map();
const BY_ID = new Map();
FACTS.forEach((fact) => { const id = original(fact.index, "fact_id"); if (id) BY_ID.set(id, fact.index); });

const canReview = FACTS.length > 0 && BY_ID.size === FACTS.length;
const idOf = (fact) => original(fact, "fact_id");

function decisionOf(fact) {
  return DECISIONS.get(idOf(fact));
}

// Whether decisions are kept when the page is closed: some browsers refuse that for files.
let kept = true;

function keep() {
  try {
    localStorage.setItem(STORE, JSON.stringify([...DECISIONS]));
  } catch {
    kept = false;
  }
}

function recall() {
  try {
    const stored = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    for (const [id, decision] of stored) DECISIONS.set(id, decision);
  } catch {
    kept = false;
  }
}

// Records a decision; none takes the one there is back.
function decide(fact, decision, note, changes = {}) {
  if (decision) DECISIONS.set(idOf(fact), { decision, note, changes });
  else DECISIONS.delete(idOf(fact));
  keep();
}

function reviewText() {
  let out = csvRow(REVIEW_COLUMNS);
  for (const { index } of FACTS) {
    const made = decisionOf(index);
    if (!made) continue;
    const start = [idOf(index), original(index, "doc_id"), made.decision];
    const changes = Object.entries(made.changes ?? {});
    const rows = changes.length ? changes.map(([name, value]) => [name, original(index, name), value]) : [["", "", ""]];
    for (const row of rows) out += csvRow([...start, ...row, made.note]);
  }
  return out;
}

// Reads a review file over the decisions there are. Returns what to tell the user.
function readReview(text) {
  const [header, ...rows] = csvRows(text);
  const missing = REVIEW_COLUMNS.filter((name) => !header?.includes(name));
  if (missing.length) return `This is no review file: it has no column ${missing.join(", ")}.`;
  const field = (row, name) => row[header.indexOf(name)] ?? "";
  const read = new Map();
  let foreign = 0;
  for (const row of rows) {
    const id = field(row, "fact_id");
    if (!BY_ID.has(id)) { foreign++; continue; }
    const made = read.get(id) ?? { decision: field(row, "decision"), note: field(row, "note"), changes: {} };
    const column = field(row, "column");
    if (column && hasColumn(column)) made.changes[column] = field(row, "value");
    read.set(id, made);
  }
  for (const [id, made] of read) DECISIONS.set(id, made);
  keep();
  const others = foreign ? ` ${count(foreign, "row")} of facts that are not on this page were left out.` : "";
  return `Read ${count(read.size, "decision")}.${others}`;
}

const DECISION_NAMES = { accept: "accepted", reject: "rejected", correct: "corrected" };
const DECISION_MARKS = { accept: "✓", reject: "✗", correct: "✎" };
