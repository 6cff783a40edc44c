// Elements are made by name, and what the data says becomes text: nothing is ever parsed as HTML.

const $ = (id) => document.getElementById(id);

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

const svg = (tag, attributes, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

const replace = (element, ...children) => element.replaceChildren(...children.flat(Infinity).filter(Boolean));

// A select with its label; groups are [title, [[value, text], …]], a title of "" stands for no group.
function choice(label, groups, onchange) {
  const select = el("select", { onchange: () => onchange(select.value) });
  for (const [title, options] of groups) {
    const made = options.map(([value, text]) => el("option", { value }, text));
    select.append(...(title ? [el("optgroup", { label: title }, made)] : made));
  }
  return el("label", { class: "choice" }, el("span", null, label), select);
}

const count = (number, one, many = one + "s") => `${grouped(String(number))} ${number === 1 ? one : many}`;

// Scrolls `box` until `node` is in view, `margin` away from its ends. `scrollIntoView` would move the place from which
// the Tab key goes on, too.
function bringIntoView(node, box, margin) {
  if (!node) return;
  const [outer, inner] = [box.getBoundingClientRect(), node.getBoundingClientRect()];
  const [above, below] = [outer.top + margin - inner.top, inner.bottom - outer.bottom + margin];
  if (above > 0) box.scrollTop -= above;
  else if (below > 0) box.scrollTop += below;
}
