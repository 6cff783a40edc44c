// The fact that is read: what it says, where each part comes from, what is assumed, what was found wrong, and the
// reviewer's decision.

function drawCard() {
  const fact = STATE.fact;
  if (fact < 0) {
    replace($("card"), el("p", { class: "quiet" }, FACTS.length ? "Choose a fact in the table or a marked number in the text." : "There are no facts here."));
    return;
  }
  replace($("card"), headOf(fact), ...reviewOf(fact), originsOf(fact), notesIn(fact), findingsIn(fact), allColumns(fact));
}

function headOf(fact) {
  const [flow, area, partner] = ["trade_flow", "ref_area", "counterpart_area"].map((name) => cell(fact, name));
  const good = cell(fact, "commodity");
  const status = cell(fact, "obs_status");
  const numbers = [
    shown(fact, "value") && el("strong", null, shown(fact, "value")),
    shown(fact, "change") && el("span", { class: "change" }, shown(fact, "change")),
    shown(fact, "share") && el("span", null, shown(fact, "share") + " of the wider flow"),
  ];
  return el("div", { class: "what" },
    el("h3", null, `${shown(fact, "trade_flow")}${good && good !== "TOTAL" ? " of " + good : ""}, ${partiesOf(flow, area, partner)}`),
    el("p", { class: "quiet" }, [shown(fact, "time_period") || cell(fact, "period_text") || "period not known", status !== "A" && nameOf("obs_status", status)].filter(Boolean).join(" · ")),
    el("p", { class: "numbers" }, numbers));
}

// Where each column was read from, with the rule.
function originsOf(fact) {
  const { spans, document } = FACTS[fact];
  const { text } = DOCUMENTS[document];
  if (!spans.length) return null;
  const rows = spans.map(([column, start, end, rule]) =>
    el("li", { class: "on-" + column, onmouseenter: () => light([fact], column), onmouseleave: () => light([fact]) },
      el("span", { class: "label" }, labelOf(column)),
      el("q", null, text.slice(start, end).replace(/\s+/g, " ")),
      el("code", null, rule)));
  return el("section", null, el("h4", null, "Read from"), el("ul", { class: "origins" }, rows), el("p", { class: "quiet" }, "Linked by ", el("code", null, cell(fact, "rule") ?? "")));
}

function notesIn(fact) {
  const notes = notesOf(fact);
  return notes.length > 0 && el("section", null, el("h4", null, "Assumed and flagged"), el("ul", { class: "notes" }, notes.map((note) => el("li", null, note))));
}

function findingsIn(fact) {
  const list = FACTS[fact].findings;
  return list.length > 0 && el("section", null, el("h4", null, "Findings"), list.map((finding) => findingCard(finding, fact)));
}

function allColumns(fact) {
  const rows = COLUMNS.filter(({ name }) => cell(fact, name) !== null)
    .map(({ name, doc }) => [el("dt", { title: doc }, name), el("dd", null, cell(fact, name))]);
  return el("details", null, el("summary", null, "All columns"), el("dl", null, rows));
}

// The buttons of the review, the note, and the form of a correction.
function reviewOf(fact) {
  if (!canReview) return [];
  const made = decisionOf(fact);
  const button = (decision, text, key) => el("button", {
    type: "button", class: decision, "aria-pressed": String(made?.decision === decision), "data-decision": decision,
    title: `${text} (${key})`, onclick: () => review(decision),
  }, el("span", { "aria-hidden": "true" }, DECISION_MARKS[decision]), text);
  const note = el("textarea", { id: "note", rows: "1", placeholder: "why, or what is wrong", oninput: noteChanged }, made?.note ?? "");
  return [
    el("div", { class: "review", role: "group", "aria-label": "Review" },
      button("accept", "Accept", "a"), button("reject", "Reject", "r"), button("correct", "Correct", "c")),
    el("label", { class: "notefield" }, el("span", null, "Note"), note),
    STATE.correcting && correctionForm(fact),
  ];
}

const noteField = () => $("note")?.value.trim() ?? "";

function noteChanged() {
  const made = decisionOf(STATE.fact);
  if (made) decide(STATE.fact, made.decision, noteField(), made.changes);
}

// Records a decision on the fact that is read and goes on to the next; the same decision again takes it back.
function review(decision) {
  const fact = STATE.fact;
  if (!canReview || fact < 0) return;
  if (decision === "correct") {
    STATE.correcting = !STATE.correcting;
    drawCard();
    $("card").querySelector("form select, form input")?.focus();
    return;
  }
  const again = decisionOf(fact)?.decision === decision;
  decide(fact, again ? null : decision, noteField());
  decided(fact, !again);
}

function decided(fact, onward) {
  STATE.correcting = false;
  const next = onward ? TABLE.shown[TABLE.shown.indexOf(fact) + 1] : undefined;
  refresh();
  say(decisionOf(fact) ? `${capital(DECISION_NAMES[decisionOf(fact).decision])}.` : "Decision taken back.");
  choose(next ?? fact);
}

function correctionForm(fact) {
  const fields = DATA.correctable.filter(hasColumn).map((name) => {
    const column = COLUMNS[COLUMN_AT.get(name)];
    return el("label", { title: column.doc }, el("span", null, titleOf(name)), inputOf(fact, column));
  });
  return el("form", { class: "correction", onsubmit: (event) => { event.preventDefault(); correct(fact, event.target); } },
    el("p", { class: "quiet" }, "Change what is wrong; values in full units, dates as YYYY-MM-DD. An empty field empties the column."),
    fields, el("p", { class: "buttons" }, el("button", { type: "submit", class: "primary" }, "Save correction"),
      el("button", { type: "button", onclick: () => { STATE.correcting = false; drawCard(); } }, "Cancel")));
}

function inputOf(fact, column) {
  const value = cell(fact, column.name) ?? "";
  const codes = DATA.names[column.name];
  if (codes) {
    const options = [["", ""], ...Object.entries(codes)].map(([code, name]) => el("option", { value: code }, code && `${code} ${name}`));
    const select = el("select", { name: column.name }, options);
    select.value = value;
    return select;
  }
  const patterns = { decimal: "-?[0-9]+([.][0-9]+)?", integer: "-?[0-9]+", date: "[0-9]{4}-[0-9]{2}-[0-9]{2}" };
  return el("input", { name: column.name, value, autocomplete: "off", spellcheck: "false", pattern: patterns[column.type], inputmode: column.type === "decimal" ? "decimal" : null });
}

// Records what the form changes against the dataset; where nothing is left changed, the correction is taken back.
function correct(fact, form) {
  const changes = {};
  for (const field of form.elements) {
    if (field.name && field.value.trim() !== (original(fact, field.name) ?? "")) changes[field.name] = field.value.trim();
  }
  const any = Object.keys(changes).length > 0;
  decide(fact, any ? "correct" : null, noteField(), changes);
  decided(fact, false);
}
