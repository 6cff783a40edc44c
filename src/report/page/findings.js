// What the checks found: each finding with its facts and the intervals that were compared, drawn on one line.

const SEVERITIES = ["error", "warning", "info"];
const severityOf = (finding) => SEVERITIES.indexOf(DATA.findings[finding].severity);
const worstOf = (fact) => SEVERITIES[Math.min(...FACTS[fact].findings.map(severityOf))] ?? "info";

function findingCard(index, here = -1) {
  const finding = DATA.findings[index];
  const others = finding.facts.filter((fact) => fact !== here);
  return el("article", { class: "finding " + finding.severity },
    el("h4", null, el("span", { class: "badge" }, finding.severity), " ", [finding.check, finding.verdict].filter(Boolean).join(": ")),
    el("p", null, finding.message),
    finding.intervals.length > 0 && drawIntervals(finding),
    finding.advice && el("p", { class: "quiet" }, finding.advice),
    others.length > 0 && el("ul", { class: "facts" }, others.map((fact) => el("li", null, factButton(fact)))));
}

function factButton(fact) {
  const text = [shown(fact, "trade_flow"), partiesOf(cell(fact, "trade_flow"), cell(fact, "ref_area"), cell(fact, "counterpart_area")), shown(fact, "time_period"), shown(fact, "value") || shown(fact, "change") || shown(fact, "share")];
  return el("button", { type: "button", class: "fact", onclick: () => visit(fact) }, text.filter(Boolean).join(" · "));
}

// From where to where an interval reaches, in words.
function reach({ low, high, unit }) {
  if (low === null && high === null) return "any number";
  if (low === null) return `${plain(high, unit)} or less`;
  if (high === null) return `${plain(low, unit)} or more`;
  return low === high ? plain(low, unit) : `${plain(low, unit)} to ${plain(high, unit)}`;
}

// The intervals one below another on a shared axis, so that it shows whether they meet. An interval without an end
// reaches the edge.
function drawIntervals({ intervals, message }) {
  const width = 340, row = 34;
  const shared = intervals.filter(({ unit }) => unit === intervals[0].unit);
  const ends = shared.flatMap(({ low, high }) => [low, high]).filter((end) => end !== null).map(pixels);
  if (!ends.length) return null;
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const room = (most - least || Math.abs(most) || 1) * 0.08;
  const x = (value) => ((value - least + room) / (most - least + 2 * room)) * width;
  const rows = shared.map((interval, at) => {
    const [from, to] = [interval.low === null ? 0 : x(pixels(interval.low)), interval.high === null ? width : x(pixels(interval.high))];
    const wide = Math.max(to - from, 3);
    const middle = at * row + 24;
    return svg("g", { class: "interval i-" + Math.min(at, 2) },
      svg("text", { x: 0, y: middle - 9 }, `${interval.label}: ${reach(interval)}`),
      svg("line", { x1: 0, x2: width, y1: middle, y2: middle, class: "grid" }),
      svg("rect", { x: Math.min(from, width - wide), y: middle - 4, width: wide, height: 8, rx: 2 }));
  });
  return svg("svg", { class: "intervals", viewBox: `0 0 ${width} ${shared.length * row}`, role: "img", "aria-label": message }, rows);
}

function drawFindings() {
  const shownFacts = new Set(TABLE.shown);
  const list = DATA.findings.map((_, index) => index)
    .filter((index) => !DATA.findings[index].facts.length || DATA.findings[index].facts.some((fact) => shownFacts.has(fact)))
    .sort((a, b) => severityOf(a) - severityOf(b) || a - b);
  const counts = SEVERITIES.map((severity) => [severity, list.filter((index) => DATA.findings[index].severity === severity).length]);
  const summary = counts.filter(([, n]) => n).map(([severity, n]) => count(n, severity, severity === "info" ? "infos" : severity + "s")).join(", ");
  const none = DATA.checked ? "The checks found nothing to complain of in these facts." : "These facts were not checked.";
  replace($("findings"), el("p", { class: "quiet" }, list.length ? summary : none), list.map((index) => findingCard(index)));
}
