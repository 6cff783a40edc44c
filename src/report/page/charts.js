// The charts as SVG, at the width that there is. Each gives its drawing, its title and the points that it shows.

const LEFT = 78, RIGHT = 16, TOP = 14, BOTTOM = 30;

// What can be said of a mark when it is pointed at.
function tipOf(point, unit) {
  const band = `± ${plain(point.half, unit)}`;
  return [point.name, plain(point.value, unit), point.bound && point.bound !== "=" ? `(${point.bound})` : band, nameOf("obs_status", point.status), point.published && "published " + point.published].filter(Boolean).join(" · ");
}

function axes(width, height, x, y) {
  return [
    y.ticks.map(({ at, label, text }) => [
      svg("line", { x1: LEFT, x2: width - RIGHT, y1: at, y2: at, class: pixels(text) === 0 ? "zero" : "grid" }),
      svg("text", { x: LEFT - 8, y: at + 4, class: "tick", "text-anchor": "end" }, label),
    ]),
    x.map(({ at, label }) => svg("text", { x: at, y: height - 8, class: "tick", "text-anchor": at > width - RIGHT - 24 ? "end" : "middle" }, label)),
  ];
}

// A mark that says its status by its shape: full for what was, hollow for what is expected, a diamond for a target,
// a cross for an earlier vintage.
function markOf(point, x, y, unit, name = "") {
  const shape = point.vintage
    ? svg("path", { d: `M${x - 4},${y - 4}L${x + 4},${y + 4}M${x - 4},${y + 4}L${x + 4},${y - 4}`, class: "vintage" })
    : point.status === "G"
      ? svg("path", { d: `M${x},${y - 6}L${x + 6},${y}L${x},${y + 6}L${x - 6},${y}Z`, class: "hollow" })
      : svg("circle", { cx: x, cy: y, r: 4.5, class: point.status === "F" ? "hollow" : point.status === "E" ? "estimate" : "full" });
  return svg("g", { class: "mark " + name, "data-fact": String(point.fact) }, svg("circle", { cx: x, cy: y, r: 11, class: "target" }), shape, svg("title", null, tipOf(point, unit)));
}

// The interval that the printed digits stand for; open at the far side where the text says more or less than.
function bandOf(point, x, y, name = "") {
  const [low, high] = [y.place(sum(point.value, point.half, -1)), y.place(sum(point.value, point.half))];
  return svg("rect", { x: x - 7, y: high, width: 14, height: Math.max(low - high, 1), class: "band " + name });
}

// The points that a line joins: what was, as last published, not further apart than a year and a month.
function lines(points) {
  const runs = [];
  for (const point of points.filter((one) => !one.vintage && !isPlan(one))) {
    const run = runs.at(-1);
    if (run && point.at - run.at(-1).at < 400 * DAY) run.push(point);
    else runs.push([point]);
  }
  return runs;
}

function drawLevels(facts, width) {
  const unit = cell(facts[0], "unit");
  const points = pointsOf(facts, "value");
  const height = 280;
  const values = points.flatMap(({ value, half }) => [sum(value, half, -1), sum(value, half)]);
  const y = valueScale(values, height - BOTTOM, TOP, unit, false);
  const x = timeScale(points.map(({ at }) => at), LEFT, width - RIGHT);
  return frame(width, height, `Levels: ${aboutSeries(facts[0])}`, [
    axes(width, height, x.ticks, y),
    points.map((point) => bandOf(point, x.place(point.at), y)),
    lines(points).map((run) => svg("polyline", { points: run.map((point) => `${x.place(point.at)},${y.place(point.value)}`).join(" "), class: "line" })),
    points.map((point) => markOf(point, x.place(point.at), y.place(point.value), unit)),
  ], points);
}

function drawChanges(facts, width) {
  const unit = cell(facts[0], "change_unit");
  const points = pointsOf(facts, "change");
  const height = 220;
  const y = valueScale(points.map(({ value }) => value), height - BOTTOM, TOP, unit, true);
  const x = timeScale(points.map(({ at }) => at), LEFT, width - RIGHT);
  const wide = Math.max(4, Math.min(22, (width - LEFT - RIGHT) / points.length - 4));
  const bars = points.map((point) => {
    const [zero, top] = [y.place("0"), y.place(point.value)];
    const hollow = isPlan(point) || point.vintage ? " hollow" : "";
    return svg("g", { class: "mark", "data-fact": String(point.fact) },
      svg("rect", { x: x.place(point.at) - wide / 2, width: wide, y: Math.min(zero, top), height: Math.max(Math.abs(top - zero), 1), class: (point.value.startsWith("-") ? "down" : "up") + hollow }),
      bandOf(point, x.place(point.at), y), svg("title", null, tipOf(point, unit)));
  });
  return frame(width, height, `Changes: ${aboutSeries(facts[0])}`, [axes(width, height, x.ticks, y), bars], points);
}

// Exports, imports and their balance, side by side for each period.
function drawTrade(facts, width) {
  const unit = cell(facts[0], "unit");
  const points = pointsOf(facts.filter((fact) => cell(fact, "trade_flow") === "X"), "value")
    .concat(pointsOf(facts.filter((fact) => cell(fact, "trade_flow") === "M"), "value"), pointsOf(facts.filter((fact) => cell(fact, "trade_flow") === "B"), "value"))
    .filter((point) => !point.vintage && !isPlan(point));
  const periods = [...groupBy(points.sort((a, b) => a.at - b.at), (point) => point.period).values()].slice(-24);
  const height = 260;
  const y = valueScale(periods.flat().map(({ value }) => value), height - BOTTOM, TOP, unit, true);
  const step = (width - LEFT - RIGHT) / periods.length;
  const wide = Math.min(34, (step * 0.72) / 3);
  const every = Math.ceil(70 / step);
  const bars = periods.map((group, at) => group.map((point) => {
    const flow = cell(point.fact, "trade_flow");
    const middle = LEFT + step * (at + 0.5) + wide * (["X", "M", "B"].indexOf(flow) - 1);
    const [zero, top] = [y.place("0"), y.place(point.value)];
    return svg("g", { class: "mark flow-" + flow, "data-fact": String(point.fact) },
      svg("rect", { x: middle - wide / 2 + 1, width: wide - 2, y: Math.min(zero, top), height: Math.max(Math.abs(top - zero), 1) }),
      svg("title", null, `${shown(point.fact, "trade_flow")} · ${tipOf(point, unit)}`));
  }));
  const labels = periods.map((group, at) => ({ at: LEFT + step * (at + 0.5), label: group[0].name })).filter((_, at) => at % every === 0);
  return frame(width, height, `Exports, imports and balance: ${aboutSeries(facts[0], { flow: false })}`, [axes(width, height, labels, y), bars], periods.flat());
}

// The partners of one flow and period, the largest first.
function drawPartners(facts, width) {
  const unit = cell(facts[0], "unit");
  const points = pointsOf(facts, "value").filter((point) => !isPlan(point));
  const best = [...groupBy(points, (point) => cell(point.fact, "counterpart_area")).values()].map((group) => group.at(-1));
  best.sort((a, b) => compareDecimals(b.value, a.value));
  const list = best.slice(0, 20);
  const row = 28, height = list.length * row + 12, left = Math.min(170, width * 0.36);
  const scale = valueScale(list.map(({ value }) => value), left, width - 100, unit, true);
  const rows = list.map((point, at) => {
    const y = at * row + 8;
    const [zero, end] = [scale.place("0"), scale.place(point.value)];
    return svg("g", { class: "mark", "data-fact": String(point.fact) },
      svg("text", { x: left - 8, y: y + 15, "text-anchor": "end", class: "name" }, areaName(cell(point.fact, "counterpart_area"))),
      svg("rect", { x: Math.min(zero, end), width: Math.max(Math.abs(end - zero), 1), y, height: 20, rx: 2, class: "bar" }),
      svg("text", { x: Math.max(zero, end) + 6, y: y + 15, class: "tick" }, plain(point.value, unit)),
      svg("title", null, tipOf(point, unit)));
  });
  return frame(width, height, `Partners: ${aboutSeries(facts[0], { partner: false, period: true })}`, rows, list);
}

function frame(width, height, title, content, points) {
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": title, onclick: (event) => {
    const mark = event.target.closest("[data-fact]");
    if (mark) visit(Number(mark.dataset.fact));
  } }, content);
  return { drawing, points, title };
}
