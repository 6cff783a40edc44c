// Axes: ticks at round numbers, whose labels are made of whole numbers and a power of ten, never of floats.

const STEPS = [[1, 0], [2, 0], [25, -1], [5, 0], [10, 0]];

// Round ticks from below `least` to above `most`, as decimals.
function ticks(least, most, wanted = 5) {
  const rough = (most - least || Math.abs(most) || 1) / wanted;
  const power = Math.floor(Math.log10(rough));
  const [digits, less] = STEPS.find(([step, by]) => step * 10 ** (power + by) >= rough * 0.999) ?? STEPS[4];
  const step = digits * 10 ** (power + less);
  const out = [];
  for (let at = Math.floor(least / step + 1e-9); at <= Math.ceil(most / step - 1e-9); at++) {
    out.push(shifted(String(at * digits), -(power + less)));
  }
  return out;
}

// A scale of values: where a value lies between `from` and `to`, and its ticks with labels in one power of ten.
function valueScale(values, from, to, unit, zero) {
  const ends = values.map(pixels).concat(zero ? [0] : []);
  const marks = ticks(Math.min(...ends), Math.max(...ends), Math.max(2, Math.min(6, Math.abs(to - from) / 45)));
  const [low, high] = [pixels(marks[0]), pixels(marks.at(-1))];
  const largest = marks.reduce((a, b) => (Math.abs(pixels(b)) > Math.abs(pixels(a)) ? b : a));
  const power = scaleOf(largest);
  const place = (value) => from + ((pixels(value) - low) / (high - low || 1)) * (to - from);
  return { place, ticks: marks.map((text) => ({ text, at: place(text), label: plain(text, unit, { power }) })) };
}

const DAY = 86_400_000;

// A scale of time with ticks at the starts of months, quarters or years, as many as have room.
function timeScale(times, from, to) {
  let [least, most] = [Math.min(...times), Math.max(...times)];
  const room = Math.max((most - least) * 0.05, 20 * DAY);
  [least, most] = [least - room, most + room];
  const place = (time) => from + ((time - least) / (most - least)) * (to - from);
  const months = (most - least) / DAY / 30.44;
  const step = [1, 3, 6, 12, 24, 60, 120].find((size) => (months / size) * 62 <= to - from) ?? 240;
  const first = new Date(least);
  const marks = [];
  for (let month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step; ; month += step) {
    const year = Math.floor(month / 12);
    const time = Date.UTC(year, month % 12, 1);
    if (time > most) break;
    if (time >= least) marks.push({ at: place(time), label: step >= 12 ? String(year) : `${MONTHS[month % 12]} ${year}` });
  }
  return { place, ticks: marks };
}
