// Pointing at a thing lights it at both sides, following a link keeps it lit. The links work without this.
"use strict";
const named = (key) => document.querySelectorAll(`[data-key~="${CSS.escape(key)}"]`);
const own = (node) => node.dataset.key.split(" ")[0];
function light(key, how, on) {
  for (const node of named(key)) node.classList.toggle(how, on);
}
for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(event, (e) => {
    const node = e.target.closest && e.target.closest("[data-key]");
    if (node) light(own(node), "lit", on);
  });
}
function aim() {
  for (const node of document.querySelectorAll(".aim")) node.classList.remove("aim");
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.dataset.key) light(own(target), "aim", true);
}
addEventListener("hashchange", aim);
aim();
