// Exact decimals: a value stays the string that the dataset holds, from the data to the screen and the exported file.
// Floats are made for places on the screen only, by `pixels`.

// The sign, the digits without a point, and how many of them stand behind it.
function decimal(text) {
  const match = /^([-+]?)(\d*)(?:\.(\d*))?$/.exec(text ?? "");
  if (!match || !(match[2] || match[3])) return null;
  const after = match[3] ?? "";
  return { negative: match[1] === "-", digits: match[2] + after, after: after.length };
}

// The decimal with its point moved to the left by `places` (negative: to the right); zeros behind the point go.
function shifted(text, places) {
  const { negative, digits, after } = decimal(text);
  let length = after + places;
  let all = digits;
  if (length < 0) { all += "0".repeat(-length); length = 0; }
  all = all.padStart(length + 1, "0");
  const whole = all.slice(0, all.length - length).replace(/^0+(?=\d)/, "");
  const rest = all.slice(all.length - length).replace(/0+$/, "");
  const zero = !/[1-9]/.test(all);
  return (negative && !zero ? "-" : "") + whole + (rest && "." + rest);
}

// As a whole number of 10^-places, where the decimal has at most so many places.
function scaled(text, places) {
  const { negative, digits, after } = decimal(text);
  const whole = BigInt(digits + "0".repeat(places - after));
  return negative ? -whole : whole;
}

// Negative, zero or positive as `a` is below, equal to or above `b`.
function compareDecimals(a, b) {
  const places = Math.max(decimal(a).after, decimal(b).after);
  const [left, right] = [scaled(a, places), scaled(b, places)];
  return left < right ? -1 : left > right ? 1 : 0;
}

// a + sign × b, exactly; `sign` is 1 or -1.
function sum(a, b, sign = 1) {
  const places = Math.max(decimal(a).after, decimal(b).after);
  const total = scaled(a, places) + BigInt(sign) * scaled(b, places);
  return shifted(String(total), places);
}

// Half a unit of the last printed digit: 5 × 10^(power - 1).
const halfUnit = (power) => shifted("5", 1 - power);

// Where a decimal lies, for drawing only.
const pixels = (text) => Number(text);

// 73150000000 → 73,150,000,000
function grouped(text) {
  const [whole, rest] = text.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ? "." + rest : "");
}

const SCALES = [[12, "tn"], [9, "bn"], [6, "mn"]];

// The power of ten in which a decimal of that size is written.
function scaleOf(text) {
  const { digits, after } = decimal(text);
  const whole = digits.slice(0, digits.length - after).replace(/^0+/, "").length;
  return SCALES.find(([power]) => whole > power)?.[0] ?? 0;
}

const SIGNS = new Map();

// The sign of a currency as the browser knows it, else its code; null for what is no currency.
function currencySign(code) {
  if (!DATA.names.units?.[code]) return null;
  if (!SIGNS.has(code)) {
    let sign = code + " ";
    try {
      const format = new Intl.NumberFormat("en-US", { style: "currency", currency: code });
      const found = format.formatToParts(0).find((part) => part.type === "currency").value;
      if (!/[A-Z]$/.test(found)) sign = found;
    } catch { /* No currency that the browser knows: its code will do. */ }
    SIGNS.set(code, sign);
  }
  return SIGNS.get(code);
}

// The value in plain numbers with its unit: $73.15 bn, −3.2%, 12.08 mn bbl/d. All digits are kept. `power` is the
// power of ten to write it in, by default that of its size; `plus` writes the sign of a positive value too.
function plain(text, unit, { power = null, plus = false } = {}) {
  if (!decimal(text)) return text ?? "";
  const sign = text.startsWith("-") ? "−" : plus && /[1-9]/.test(text) ? "+" : "";
  const size = text.replace(/^[-+]/, "");
  if (unit === "PC") return sign + grouped(size) + "%";
  if (unit === "PP") return `${sign}${grouped(size)} pp`;
  const by = power ?? scaleOf(size);
  const scale = SCALES.find(([known]) => known === by)?.[1];
  const number = grouped(shifted(size, by)) + (scale ? "\u00a0" + scale : "");
  const [base, per] = (unit ?? "").split("/");
  const money = currencySign(base);
  if (money !== null) return sign + money.replace(" ", "\u00a0") + number + (per ? "/" + per : "");
  return sign + number + (unit ? "\u00a0" + unit : "");
}
