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

  /* Side by side: the layers of two workloads of one's choice, from the numbers of the table of layers. */
  const layers = document.getElementById("layer-table");
  const place = document.getElementById("side-by-side");
  if (layers && place) {
    const heads = all("thead th", layers).map((header) => header.textContent.trim());
    const shown = ["cycles", "time", "energy", "DRAM"].map((start) => heads.findIndex((head) => head.startsWith(start)));
    const rows = all("tbody tr, tfoot tr", layers);
    const workloads = [...new Set(rows.map((row) => row.cells[0].textContent))];
    const form = make("form", { className: "filter" });
    const choices = [0, 1].map((start) => {
      const choice = make("select");
      workloads.forEach((name) => choice.append(make("option", { value: name, textContent: name })));
      choice.selectedIndex = Math.min(start, workloads.length - 1);
      const label = make("label", { textContent: start === 0 ? "Compare " : "with " });
      label.append(choice);
      form.append(label);
      return choice;
    });
    const box = make("div", { className: "scroll", tabIndex: 0 });
    const table = make("table", { id: "compared" });
    box.append(table);
    place.append(form, box);
    const of = (name) => rows.filter((row) => row.cells[0].textContent === name);
    const cell = (row, words, number) => {
      const made = make("td", { textContent: words, className: number ? "n" : "" });
      row.append(made);
    };
    const update = () => {
      const [one, other] = choices.map((choice) => choice.value);
      const head = make("tr");
      ["layer", ...shown.flatMap((at) => [`${heads[at]}, first`, "second", "first / second"])].forEach((words, at) =>
        head.append(make("th", { textContent: words, scope: "col", className: at === 0 ? "" : "n" })));
      const body = make("tbody");
      const others = new Map(of(other).map((row) => [row.cells[1].textContent, row]));
      const names = [...new Set([...of(one), ...of(other)].map((row) => row.cells[1].textContent))];
      const ones = new Map(of(one).map((row) => [row.cells[1].textContent, row]));
      names.forEach((name) => {
        const row = make("tr");
        row.append(make("th", { textContent: name, scope: "row" }));
        shown.forEach((at) => {
          const pair = [ones.get(name)?.cells[at], others.get(name)?.cells[at]];
          pair.forEach((found) => cell(row, found ? found.textContent : "-", true));
          const [a, b] = pair.map((found) => Number(found?.dataset.v));
          cell(row, a > 0 && b > 0 ? (a / b).toFixed(2) : "-", true);
        });
        body.append(row);
      });
      const top = make("thead");
      top.append(head);
      table.replaceChildren(top, body);
    };
    form.addEventListener("input", update);
    form.addEventListener("submit", (event) => event.preventDefault());
    update();
  }

  /* A trace that the page holds goes to a tab of ui.perfetto.dev once that says that it listens. */
  async function unpacked(base64) {
    const packed = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
  }
  all("button.trace").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const viewer = button.dataset.to;
      const tab = window.open(viewer);
      if (!tab) return;
      const buffer = await unpacked(button.dataset.trace);
      const ping = setInterval(() => tab.postMessage("PING", viewer), 100);
      const listen = (event) => {
        if (event.origin !== viewer || event.data !== "PONG") return;
        clearInterval(ping);
        window.removeEventListener("message", listen);
        tab.postMessage({ perfetto: { buffer, title: button.dataset.title } }, viewer);
      };
      window.addEventListener("message", listen);
    });
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
