
"use strict";
(() => {
  const FILTERED_FROM = 8;
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  const textOf = (row, column) => row.cells[column].textContent.trim();

  const keyOf = (row, column) => {
    const time = row.cells[column].querySelector("time");
    if (time) return Date.parse(time.dateTime);
    const data = row.cells[column].querySelector("data");
    if (data) return Number(data.value);
    const text = textOf(row, column);
    const compact = text.replace(/[\s\u202f]/g, "");
    if (/^-?\d+$/.test(compact)) return Number(compact);
    return text;
  };

  const isBlank = (key) => key === "\u2013" || key === "unknown";

  const compare = (a, b, sign) => {
    if (isBlank(a) !== isBlank(b)) return isBlank(a) ? 1 : -1;
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * collator.compare(String(a), String(b));
  };

  const sort = (table, column) => {
    const headers = [...table.tHead.rows[0].cells];
    const isUp = headers[column].getAttribute("aria-sort") === "ascending";
    for (const header of headers) header.removeAttribute("aria-sort");
    headers[column].setAttribute("aria-sort", isUp ? "descending" : "ascending");
    const body = table.tBodies[0];
    const keyed = [...body.rows].map((row) => [keyOf(row, column), row]);
    keyed.sort((a, b) => compare(a[0], b[0], isUp ? -1 : 1));
    body.append(...keyed.map(([, row]) => row));
  };

  const buttons = [];

  const addSorting = (table) => {
    [...table.tHead.rows[0].cells].forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      button.addEventListener("click", () => sort(table, column));
      header.append(button);
      buttons.push(button);
    });
  };

  const addFilter = (table) => {
    const box = document.createElement("div");
    box.className = "filter";
    const label = document.createElement("label");
    const input = document.createElement("input");
    const output = document.createElement("output");
    input.type = "search";
    input.autocomplete = "off";
    label.append("Filter", input);
    box.append(label, output);
    const rows = [...table.tBodies[0].rows].map((row) => [row, row.textContent.toLowerCase()]);
    input.setAttribute("aria-label", `Filter: ${table.caption.textContent}`);
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [row, text] of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      output.textContent = words.length ? `${shown} of ${rows.length} rows` : "";
    });
    table.parentElement.before(box);
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    if (table.tBodies[0].rows.length < 2) continue;
    addSorting(table);
    if (table.tBodies[0].rows.length >= FILTERED_FROM) addFilter(table);
  }

  const reveal = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // A header with a button is not repeated on each sheet of paper.
  let unfolded = [];
  let headers = [];
  addEventListener("beforeprint", () => {
    headers = buttons.map((button) => [button.parentElement, button]);
    for (const [header, button] of headers) header.replaceChildren(button.textContent);
    unfolded = [...document.querySelectorAll("details:not([open])")];
    for (const each of unfolded) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const [header, button] of headers) header.replaceChildren(button);
    for (const each of unfolded) each.open = false;
  });
})();
