// A document with its marks: amounts and periods by kind, the numbers of facts underlined, and what each column of a
// fact was read from lit up when it is pointed at or chosen.

const LABELS = {
  trade_flow: "flow", ref_area: "area", counterpart_area: "partner", commodity: "good", period_start: "period",
  value: "level", converted_value: "converted", base_value: "base", change: "change", share: "share", source: "source",
};
const labelOf = (column) => LABELS[column] ?? titleOf(column).toLowerCase();

// The column that a fact's place is taken from: the first available of level, change and share.
const anchorOf = (fact) => {
  const spans = FACTS[fact].spans;
  return ["value", "change", "share"].map((name) => spans.find((span) => span[0] === name)).find(Boolean) ?? spans[0];
};

const READER = { document: -1, pieces: [] };

// Cuts a text at every end of a span: pieces with the spans that cover them, in order.
function pieces(length, spans) {
  const cuts = new Set([0, length]);
  for (const span of spans) { cuts.add(span.start); cuts.add(span.end); }
  const ends = [...cuts].sort((a, b) => a - b);
  const starting = Map.groupBy ? Map.groupBy(spans, (span) => span.start) : groupBy(spans, (span) => span.start);
  let open = [];
  const out = [];
  for (let at = 0; at + 1 < ends.length; at++) {
    open = open.filter((span) => span.end > ends[at]).concat(starting.get(ends[at]) ?? []);
    out.push({ start: ends[at], end: ends[at + 1], spans: open });
  }
  return out;
}

function groupBy(list, key) {
  const groups = new Map();
  for (const item of list) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function spansOf(document) {
  const { text, mentions } = DOCUMENTS[document];
  const spans = mentions.map(([start, end, kind]) => ({ start, end, kind }));
  for (const fact of FACTS) {
    if (fact.document !== document) continue;
    const anchor = anchorOf(fact.index);
    for (const span of fact.spans) {
      spans.push({ start: span[1], end: span[2], column: span[0], fact: fact.index, anchor: span === anchor });
    }
  }
  return spans.filter((span) => span.start < span.end && span.end <= text.length);
}

function drawText(document) {
  if (READER.document === document) return;
  READER.document = document;
  const { text } = DOCUMENTS[document];
  const reached = new Set();
  READER.pieces = pieces(text.length, spansOf(document)).map((piece) => {
    const words = text.slice(piece.start, piece.end);
    if (!piece.spans.length) return { ...piece, node: window.document.createTextNode(words) };
    const kind = piece.spans.find((span) => span.kind)?.kind;
    const anchors = piece.spans.filter((span) => span.anchor).map((span) => span.fact);
    const facts = [...new Set(piece.spans.filter((span) => span.fact !== undefined).map((span) => span.fact))];
    const fresh = anchors.some((fact) => !reached.has(fact));
    anchors.forEach((fact) => reached.add(fact));
    const names = [kind && "m m-" + kind, anchors.length && "anchor", facts.length && "linked"].filter(Boolean).join(" ");
    const role = fresh ? { role: "button", tabindex: "0" } : {};
    return { ...piece, facts, anchors, node: el("span", { class: names, ...role }, words) };
  });
  READER.pieces.forEach((piece, at) => { if (piece.spans.length) piece.node.dataset.at = String(at); });
  replace($("text"), READER.pieces.map((piece) => piece.node));
  drawTitle(document);
}

function drawTitle(document) {
  const { id, title, published, publisher, url, whole } = DOCUMENTS[document];
  const safe = url && /^https?:\/\//i.test(url);
  replace($("about"),
    el("h2", null, title ?? id),
    el("p", { class: "quiet" }, [published && `published ${published}`, publisher, title && id].filter(Boolean).join(" · "),
      safe && [" · ", el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, "original")]),
    !whole && el("p", { class: "quiet" }, "The text is not at hand; these are the sentences of its facts."));
  $("document").value = String(document);
}

// Lights up what the facts were read from. Of a single fact, each lit place says which columns it gave.
function light(facts, only = null) {
  const wanted = new Set(facts);
  let taken = 0;
  for (const piece of READER.pieces) {
    if (!piece.spans.length) continue;
    const lit = piece.spans.filter((span) => wanted.has(span.fact) && (only === null || span.column === only));
    for (const name of [...piece.node.classList]) if (name.startsWith("on")) piece.node.classList.remove(name, "under");
    delete piece.node.dataset.label;
    if (!lit.length) continue;
    lit.sort((a, b) => a.end - a.start - (b.end - b.start));
    piece.node.classList.add("on", "on-" + lit[0].column);
    const first = lit.filter((span) => span.start === piece.start);
    if (!first.length || wanted.size !== 1) continue;
    const label = [...new Set(first.map((span) => labelOf(span.column)))].join(", ");
    piece.node.dataset.label = label;
    // A label that would lie on the one before it stands below its words; small letters take less room than the text.
    const under = piece.start < taken;
    piece.node.classList.toggle("under", under);
    if (!under) taken = piece.start + label.length * 0.8;
  }
  for (const row of $("rows").children) row.classList.toggle("lit", wanted.has(Number(row.dataset.fact)));
}

// Brings the sentence of a fact into view.
function revealText(fact) {
  drawText(FACTS[fact].document);
  light([fact]);
  const anchor = READER.pieces.find((piece) => piece.anchors?.includes(fact));
  bringIntoView(anchor?.node, $("page"), 60);
}

// The fact that a click on a piece chooses: of its own number first, and the next one at each further click.
function factAt(piece) {
  const list = piece.anchors?.length ? piece.anchors : piece.facts ?? [];
  return list.length ? list[(list.indexOf(STATE.fact) + 1) % list.length] : null;
}

const pieceOf = (target) => READER.pieces[target.closest?.("[data-at]")?.dataset.at ?? -1];
