// What a drawing tells where somebody points, tabs to, or takes a line away. Without it everything is still there.
for (const figure of document.querySelectorAll("figure[data-kind]")) {
  const told = figure.querySelector(".read-off"), rows = [...figure.querySelectorAll(".row")];
  const say = row => { told.textContent = row ? row.querySelector("title").textContent : ""; };
  for (const row of rows) {
    row.addEventListener("pointerenter", () => { say(row); rows.forEach(other => other.classList.toggle("dim", other !== row)); });
    row.addEventListener("pointerleave", () => { say(null); rows.forEach(other => other.classList.remove("dim")); });
  }
  if (figure.dataset.kind !== "courses" && figure.dataset.kind !== "ladder") continue;
  const box = document.createElement("fieldset"), legend = document.createElement("legend");
  box.className = "switches"; legend.textContent = "Lines shown"; box.append(legend);
  for (const row of rows) {
    const label = document.createElement("label"), tick = document.createElement("input");
    tick.type = "checkbox"; tick.checked = true;
    tick.addEventListener("change", () => { row.style.display = tick.checked ? "" : "none"; });
    label.append(tick, " " + row.querySelector("title").textContent.split(":")[0]); box.append(label);
  }
  figure.querySelector(".drawing").before(box);
}
addEventListener("beforeprint", () => document.querySelectorAll(".row").forEach(row => { row.style.display = ""; row.classList.remove("dim"); }));
