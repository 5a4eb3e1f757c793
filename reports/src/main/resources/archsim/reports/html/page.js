"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);

  /* Sorting: a button in each header; rows without a number go last whichever way. */
  const order = new Intl.Collator("en", { numeric: true });
  function key(row, column) {
    const cell = row.cells[column];
    return cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v);
  }
  function compare(a, b, sign) {
    const numbers = (typeof a === "number") + (typeof b === "number");
    if (numbers === 2) return sign * (a - b);
    if (numbers === 1) return typeof a === "number" ? -1 : 1;
    return sign * order.compare(a, b);
  }
  function sort(table, header, column) {
    const first = header.classList.contains("n") ? "descending" : "ascending";
    const second = first === "ascending" ? "descending" : "ascending";
    const direction = header.getAttribute("aria-sort") === first ? second : first;
    all("thead th", table).forEach((other) => other.removeAttribute("aria-sort"));
    header.setAttribute("aria-sort", direction);
    const sign = direction === "ascending" ? 1 : -1;
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => compare(key(a, column), key(b, column), sign));
    table.tBodies[0].append(...rows);
  }
  all("table.sortable").forEach((table) => {
    if (table.tBodies[0].rows.length < 2) return;
    all("thead th", table).forEach((header, column) => {
      const button = make("button", { type: "button", textContent: header.textContent });
      button.addEventListener("click", () => sort(table, header, column));
      header.replaceChildren(button);
    });
  });

  /* Filtering: rows that hold the text, of the chosen first column. */
  all("table.filtered").forEach((table) => {
    const rows = [...table.tBodies[0].rows];
    const form = make("form", { className: "filter" });
    const text = make("input", { type: "search" });
    const choice = make("select");
    const count = make("output");
    choice.append(make("option", { value: "", textContent: "all" }));
    new Set(rows.map((row) => row.cells[0].textContent)).forEach((name) =>
      choice.append(make("option", { value: name, textContent: name })));
    const label = (words, control) => {
      const around = make("label", { textContent: words + " " });
      around.append(control);
      return around;
    };
    form.append(label("Rows with", text));
    if (choice.options.length > 2) form.append(label(table.tHead.rows[0].cells[0].textContent.trim(), choice));
    form.append(count);
    const update = () => {
      const wanted = text.value.trim().toLowerCase();
      rows.forEach((row) => {
        row.hidden = !(row.textContent.toLowerCase().includes(wanted)
          && (choice.value === "" || row.cells[0].textContent === choice.value));
      });
      count.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows`;
    };
    form.addEventListener("input", update);
    form.addEventListener("submit", (event) => event.preventDefault());
    update();
    table.parentElement.before(form);
  });

  /* Hovering: the titles that browsers show late and small, at once beside the pointer. */
  const tip = make("div", { id: "tip", hidden: true });
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);
  all(".covers title").forEach((title) => {
    title.parentElement.dataset.tip = title.textContent;
    title.remove();
  });
  document.addEventListener("pointermove", (event) => {
    const words = event.target instanceof Element ? event.target.closest("[data-tip]")?.dataset.tip : undefined;
    tip.hidden = words === undefined;
    if (words === undefined) return;
    tip.textContent = words;
    const right = document.documentElement.clientWidth - tip.offsetWidth - 8;
    tip.style.left = `${Math.max(0, Math.min(event.clientX + 12, right))}px`;
    tip.style.top = `${event.clientY > 60 ? event.clientY - tip.offsetHeight - 10 : event.clientY + 18}px`;
  });
  document.addEventListener("pointerleave", () => { tip.hidden = true; });

  /* Paper cannot be unfolded. */
  window.addEventListener("beforeprint", () => all("details").forEach((fold) => { fold.open = true; }));
})();
