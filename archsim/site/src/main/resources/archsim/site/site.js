"use strict";
// On a narrow page the list of pages would push the text off the first screen.
const pages = document.querySelector("nav details");
if (window.matchMedia("(max-width: 50rem)").matches) {
  pages.open = false;
}

const field = document.getElementById("search");
const list = document.getElementById("found");
const MOST = 12;
const AROUND = 70;

// Each word must stand in the title or the text; words of titles count more.
function score(entry, words) {
  const title = entry[1].toLowerCase();
  const text = entry[2].toLowerCase();
  let sum = 0;
  for (const word of words) {
    const inTitle = title.includes(word);
    if (!inTitle && !text.includes(word)) {
      return 0;
    }
    sum += (inTitle ? 10 : 0) + Math.min(5, text.split(word).length - 1);
  }
  return sum;
}

function excerpt(text, word) {
  const at = Math.max(0, text.toLowerCase().indexOf(word) - AROUND);
  return (at > 0 ? "... " : "") + text.slice(at, at + 2 * AROUND) + (at + 2 * AROUND < text.length ? " ..." : "");
}

function search() {
  const words = field.value.toLowerCase().split(/\s+/).filter(word => word.length > 0);
  list.replaceChildren();
  list.hidden = words.length === 0;
  if (list.hidden) {
    return;
  }
  const found = window.archsimSearch
    .map(entry => ({ entry, score: score(entry, words) }))
    .filter(each => each.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST);
  for (const { entry } of found) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = entry[0];
    link.textContent = entry[1];
    const words0 = document.createElement("p");
    words0.textContent = excerpt(entry[2], words[0]);
    item.append(link, words0);
    list.append(item);
  }
  if (found.length === 0) {
    const item = document.createElement("li");
    item.textContent = "Nothing found";
    list.append(item);
  }
}

field.addEventListener("input", search);
field.form.addEventListener("submit", event => {
  event.preventDefault();
  const first = list.querySelector("a");
  if (first) {
    window.location.href = first.href;
  }
});
document.addEventListener("keydown", event => {
  if (event.key === "Escape") {
    list.hidden = true;
  } else if (event.key === "/" && document.activeElement !== field) {
    event.preventDefault();
    field.focus();
  }
});
list.addEventListener("click", () => { list.hidden = true; });
