// Keeps the page's pictures as images. Nothing is made until somebody asks: then the picture is laid out once more, aside,
// on white paper and as wide as a slide, and what stands there (boxes, drawings, text) is written down as one SVG.
const WIDE = 912, MARGIN = 24, SHARP = 2, PAPER = "#FFFFFF", FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif";
const PAINT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "stroke-linejoin", "opacity",
  "font-size", "font-weight", "font-style", "text-anchor", "vector-effect", "paint-order"];
const SVG = "http://www.w3.org/2000/svg";

export default function({ data, parentElement }) {
  const box = parentElement.querySelector("details"), list = box.querySelector("ul"), told = box.querySelector("[role=status]");
  const told_of = () => {
    told.textContent = "";
    list.replaceChildren(...pictures().map((picture, place) => {
      const line = document.createElement("li"), title = titleOf(picture);
      line.append(Object.assign(document.createElement("span"), { textContent: title }));
      for (const ending of ["png", "svg"]) {
        const button = Object.assign(document.createElement("button"), { type: "button", textContent: ending.toUpperCase() });
        button.setAttribute("aria-label", `${ending.toUpperCase()}: ${title}`);
        button.onclick = async () => {
          const now = pictures()[place], there = now && titleOf(now) === title;
          told.textContent = there ? "" : data.gone;
          try { if (there) await keep(now, place, ending, data); } catch { told.textContent = data.failed; }
        };
        line.append(button);
      }
      return line;
    }));
    if (!list.children.length) told.textContent = data.none;
  };
  box.ontoggle = () => { if (box.open) told_of(); };
  if (box.open) told_of();
}

// The pictures that stand on the page now.
function pictures() {
  return [...document.querySelectorAll('.rj-picture, [class*="-rj-chart"]')].filter((one) => one.getClientRects().length && titleOf(one));
}

function titleOf(picture) {
  const chart = picture.querySelector('[role="figure"][aria-label]');
  return picture.dataset.title || (chart ? chart.getAttribute("aria-label").split(". ")[0] : picture.querySelector("figcaption")?.textContent) || "";
}

async function keep(picture, place, ending, data) {
  const sharp = ending === "png" ? SHARP : 1, drawing = new XMLSerializer().serializeToString(drawn(picture, data, sharp));
  let image = new Blob([drawing], { type: "image/svg+xml" });
  if (ending === "png") image = await asPoints(image);
  const link = document.createElement("a"), address = URL.createObjectURL(image);
  const called = titleOf(picture).toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-|-$/g, "");
  Object.assign(link, { href: address, download: `${data.name.replace("PICTURE", `picture-${place + 1}-${called}`)}.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

async function asPoints(drawing) {
  const address = URL.createObjectURL(drawing), image = new Image();
  try {
    await new Promise((done, failed) => { image.onload = done; image.onerror = failed; image.src = address; });
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width * SHARP, height: image.height * SHARP });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) => canvas.toBlob((made) => made ? done(made) : failed(new Error("no image")), "image/png"));
  } finally { URL.revokeObjectURL(address); }
}

// The picture as one SVG, with what must stand over and under it.
function drawn(picture, data, sharp) {
  const plots = [...picture.querySelectorAll(".js-plotly-plot .main-svg")].map((one) => one.getBoundingClientRect().width);
  const plot = Math.max(0, ...plots), wide = plot || WIDE, sheet = document.createElement("div"); // a plot keeps the width that it has on this screen
  sheet.className = "rj rj-kept";
  sheet.style.cssText = `width:${wide}px; font-family:${FONT}`;
  const line = (text, kind) => { if (text) sheet.append(Object.assign(document.createElement("p"), { textContent: text, className: kind })); };
  line(data.over, "rj-kept-over");
  line(picture.dataset.title, "rj-kept-title");
  const copy = picture.cloneNode(true);
  copy.querySelectorAll("[id]").forEach((one) => { if (!one.closest("svg")) one.removeAttribute("id"); });
  sheet.append(copy);
  for (const said of [[picture.dataset.counted, data.said].filter(Boolean).join(" "), data.source]) line(said, "rj-note");
  document.body.append(sheet);
  try {
    const from = sheet.getBoundingClientRect(), root = node("svg", { xmlns: SVG, width: wide + 2 * MARGIN, height: Math.ceil(from.height) + 2 * MARGIN,
      viewBox: `${-MARGIN} ${-MARGIN} ${wide + 2 * MARGIN} ${Math.ceil(from.height) + 2 * MARGIN}`, "font-family": FONT, role: "img" });
    root.append(Object.assign(node("title"), { textContent: [data.over, titleOf(picture), data.source].filter(Boolean).join(" ") }),
      node("rect", { x: -MARGIN, y: -MARGIN, width: "100%", height: "100%", fill: PAPER }));
    walk(sheet, root, from, plot ? ".modebar-container, .hoverlayer" : null);
    for (const one of root.querySelectorAll('[vector-effect="non-scaling-stroke"]')) { // as thick as here, however many points the image has
      for (const name of ["stroke-width", "stroke-dasharray"]) one.setAttribute(name, (one.getAttribute(name) || "").replace(/[\d.]+/g, (length) => length * sharp));
    }
    return root;
  } finally { sheet.remove(); }
}

// What an element shows, and what stands in it, in the order in which it is painted.
function walk(element, into, from, without) {
  const style = getComputedStyle(element), rect = element.getBoundingClientRect();
  if (style.display === "none" || style.visibility === "hidden" || (without && element.matches(without))) return;
  if (style.clipPath.startsWith("inset(50%") || (style.overflow === "hidden" && rect.width <= 1)) return; // told to screen readers only
  if (element.tagName.toLowerCase() === "svg") { into.append(shapes(element, rect, from)); return; }
  const place = { x: rect.left - from.left, y: rect.top - from.top, width: rect.width, height: rect.height };
  if (style.opacity !== "1") { const faded = node("g", { opacity: style.opacity }); into.append(faded); into = faded; }
  boxed(style, place, into);
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) lines(child, style, into, from);
    else if (child.nodeType === Node.ELEMENT_NODE) walk(child, into, from, without);
  }
}

// Ground, stripes and edges of a box.
function boxed(style, place, into) {
  if (place.width <= 0) return;
  if (seen(style.backgroundColor)) into.append(node("rect", { ...place, fill: onPaper(style.backgroundColor) }));
  if (style.backgroundImage.startsWith("repeating-linear-gradient")) into.append(...striped(style.backgroundImage, place));
  if (style.boxShadow.includes("inset")) for (const x of [place.x + 0.5, place.x + place.width - 0.5]) edge(into, [x, place.y, x, place.y + place.height], PAPER, 1);
  const { x, y, width, height } = place;
  for (const [side, ends] of [["Top", (h) => [x, y + h, x + width, y + h]], ["Bottom", (h) => [x, y + height - h, x + width, y + height - h]],
    ["Left", (h) => [x + h, y, x + h, y + height]], ["Right", (h) => [x + width - h, y, x + width - h, y + height]]]) {
    const thick = parseFloat(style[`border${side}Width`]), kind = style[`border${side}Style`];
    if (thick && kind !== "none" && seen(style[`border${side}Color`])) edge(into, ends(thick / 2), onPaper(style[`border${side}Color`]), thick, kind === "dashed" ? "6 4" : "");
  }
}

function edge(into, [x1, y1, x2, y2], stroke, thick, dashes = "") {
  into.append(node("line", { x1, y1, x2, y2, stroke, "stroke-width": thick, ...(dashes ? { "stroke-dasharray": dashes } : {}) }));
}

let stripes = 0;
function striped(gradient, place) {
  const stops = [...gradient.matchAll(/((?:rgb|rgba|oklab|color)\([^)]*\))\s+([\d.]+)px(?:\s*,\s*\1)?\s+([\d.]+)px/g)];
  if (!stops.length) return [];
  const name = `stripes-${stripes += 1}`, pattern = node("pattern", { id: name, width: stops.at(-1)[3], height: 10, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  pattern.append(...stops.filter(([, paint]) => seen(paint)).map(([, fill, start, end]) => node("rect", { x: start, width: end - start, height: 10, fill: onPaper(fill) })));
  return [pattern, node("rect", { ...place, fill: `url(#${name})` })];
}

// A drawing, its paint written out, since no style sheet goes along; links lead nowhere in an image.
function shapes(svg, rect, from) {
  const copy = svg.cloneNode(true), [old, now] = [svg, copy].map((one) => [one, ...one.querySelectorAll("*")]);
  old.forEach((one, at) => {
    const style = getComputedStyle(one);
    if (at && (style.display === "none" || style.visibility === "hidden")) { now[at].setAttribute("display", "none"); return; }
    const paint = PAINT.map((name) => [name, style.getPropertyValue(name)]).filter(([, value]) => value);
    ["style", "class", "tabindex", "aria-label", "href", "target"].forEach((name) => now[at].removeAttribute(name));
    paint.forEach(([name, value]) => now[at].setAttribute(name, value.replace(/(\d)px/g, "$1").replaceAll('"', "'")));
    for (const name of ["fill", "stroke"]) {
      const value = style.getPropertyValue(name), [red, green, blue, alpha] = channels(value);
      if (value === "none" || value.startsWith("url")) continue;
      now[at].setAttribute(name, `rgb(${red},${green},${blue})`);
      if (alpha < 255) now[at].setAttribute(`${name}-opacity`, (alpha / 255 * parseFloat(style.getPropertyValue(`${name}-opacity`))).toFixed(3));
    }
  });
  const place = { x: rect.left - from.left, y: rect.top - from.top, width: rect.width, height: rect.height, overflow: "visible" };
  Object.entries(place).forEach(([name, value]) => copy.setAttribute(name, value));
  copy.querySelectorAll("a").forEach((link) => { const group = node("g"); group.append(...link.childNodes); link.replaceWith(group); });
  return copy;
}

const ruler = document.createElement("canvas").getContext("2d");
// A text, line by line as the browser broke it, each as long as it is here whatever font opens it.
function lines(text, style, into, from) {
  const found = [], part = document.createRange();
  const places = (start, end) => { part.setStart(text, start); part.setEnd(text, end); return [...part.getClientRects()]; };
  const add = (said, { left, right, top, height }, blank) => {
    const last = found.at(-1);
    if (last && Math.abs(last.top - top) < 3) Object.assign(last, { said: last.said + blank + said, right });
    else found.push({ said, left, right, top, height });
  };
  for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
    const whole = places(index, index + word.length);
    if (whole.length === 1) add(word, whole[0], " ");
    else [...word].reduce((at, letter) => { // a word that is broken over lines
      const [place] = places(at, at + letter.length);
      if (place) add(letter, place, at === index ? " " : "");
      return at + letter.length;
    }, index);
  }
  ruler.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${FONT}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = ruler.measureText("x");
  for (const { said, left, right, top, height } of found) {
    into.append(Object.assign(node("text", { x: left - from.left, y: top - from.top + height * up / (up + down), fill: onPaper(style.color), "font-size": parseFloat(style.fontSize),
      "font-weight": style.fontWeight, "font-style": style.fontStyle, ...(right - left > 12 ? { textLength: right - left, lengthAdjust: "spacingAndGlyphs" } : {}) }), { textContent: said }));
  }
}

// A colour as every program knows it: the style sheet mixes colours in ways that only browsers understand.
const dot = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
const known = new Map();
function channels(paint) {
  if (!known.has(paint)) {
    dot.clearRect(0, 0, 1, 1); dot.fillStyle = "#000"; dot.fillStyle = paint; dot.fillRect(0, 0, 1, 1);
    known.set(paint, [...dot.getImageData(0, 0, 1, 1).data]);
  }
  return known.get(paint);
}

function onPaper(paint) {
  const [red, green, blue, alpha] = channels(paint), mixed = (value) => Math.round(255 + (value - 255) * alpha / 255);
  return `rgb(${mixed(red)},${mixed(green)},${mixed(blue)})`;
}

function seen(paint) { return channels(paint)[3] > 0; }

function node(name, given = {}) {
  const made = document.createElementNS(SVG, name);
  Object.entries(given).forEach(([key, value]) => { if (key !== "xmlns") made.setAttribute(key, typeof value === "number" ? Math.round(value * 100) / 100 : value); });
  return made;
}
