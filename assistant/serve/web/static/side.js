// What the pages need beside Gradio: open a source, copy, tell screen readers, name form groups.
"use strict";

const SELECT = (selector, root = document) => root.querySelector(selector);

function tell(text) {
  const region = SELECT("#varsel");
  if (!region || !text) return;
  region.textContent = "";
  window.setTimeout(() => { region.textContent = text; }, 50);
}

// An answer as it should be heard: a marker is read as its number only.
function spoken(answer) {
  if (!answer) return "";
  const copy = answer.cloneNode(true);
  for (const marker of copy.querySelectorAll(".cite")) {
    marker.textContent = ` [${SELECT(".nr", marker)?.textContent ?? ""}]`;
  }
  return copy.textContent;
}

function quiet() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

function openSource(target) {
  for (let fold = target; fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  const summary = SELECT("summary", target);
  target.scrollIntoView({ behavior: quiet(), block: "nearest" });
  summary?.focus({ preventScroll: true });
  target.classList.remove("blink");
  void target.offsetWidth;
  target.classList.add("blink");
  SELECT("mark", target)?.scrollIntoView({ behavior: "auto", block: "nearest" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.cite, a.tilbake, a.hopp");
  if (link) {
    const target = document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault();
    if (link.matches(".cite")) {
      openSource(target);
      const back = SELECT(".tilbake", target);
      if (back) back.marker = link;
    } else if (link.matches(".tilbake")) {
      target.scrollIntoView({ behavior: quiet(), block: "center" });
      (link.marker?.isConnected ? link.marker : SELECT(".cite", target))?.focus({ preventScroll: true });
    } else {
      (SELECT("main h1") ?? target).scrollIntoView();
      target.focus();
    }
    return;
  }
  const copy = event.target.closest("button.kopier");
  if (copy) copyText(SELECT(".kopitekst", copy.closest(".svar"))?.textContent ?? "", copy);
});

async function copyText(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  const done = SELECT("#varsel")?.dataset.kopiert ?? "";
  const before = button.textContent;
  if (before !== done) {
    button.textContent = done;
    window.setTimeout(() => { button.textContent = before; }, 2000);
  }
  tell(done);
}

// Gradio draws a group of radio buttons or check boxes without naming it, and gives every radio
// button a group of its own, so that the arrow keys do not work.
let groups = 0;
function nameGroups(root) {
  for (const group of root.querySelectorAll("fieldset:not([data-navngitt])")) {
    const title = SELECT("[data-testid='block-info']", group);
    if (!title) continue;
    const id = `gruppe-${++groups}`;
    group.dataset.navngitt = "ja";
    title.id = `${id}-tittel`;
    group.setAttribute("aria-labelledby", title.id);
    const help = title.parentElement.querySelector("[class*='info-text']") ?? title.nextElementSibling;
    if (help && help.textContent.trim()) {
      help.id = `${id}-hjelp`;
      group.setAttribute("aria-describedby", help.id);
    }
    const radios = group.querySelectorAll("input[type='radio']");
    if (radios.length) group.setAttribute("role", "radiogroup");
    for (const radio of radios) radio.name = id;
  }
}

// What a tab opens carries the tab's name.
function nameTabs(root) {
  for (const panel of root.querySelectorAll("[role='tabpanel'][id]:not([aria-labelledby])")) {
    panel.setAttribute("aria-labelledby", `${panel.id}-button`);
  }
}

// Gradio's fold-outs do not tell whether they are open.
function nameFolds(root) {
  for (const button of root.querySelectorAll(".gr-accordion > button")) {
    const open = String(button.classList.contains("open"));
    if (button.getAttribute("aria-expanded") !== open) button.setAttribute("aria-expanded", open);
  }
}

// The telephone's number keys for the fields that take a number.
function nameNumbers(root) {
  for (const input of root.querySelectorAll(".tall :is(input, textarea):not([inputmode])")) {
    input.setAttribute("inputmode", "decimal");
    input.autocomplete = "off";
  }
}

// The arrow keys go from tab to tab, as people expect; a tab opens by Enter or space.
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
document.addEventListener("keydown", (event) => {
  const tab = event.target.closest?.("[role='tab']");
  if (!tab || event.altKey || event.ctrlKey || event.metaKey) return;
  const tabs = [...tab.closest("[role='tablist']").querySelectorAll("[role='tab']:not(:disabled)")];
  const ends = { Home: 0, End: tabs.length - 1 };
  const at = ends[event.key] ?? (event.key in STEPS ? (tabs.indexOf(tab) + STEPS[event.key] + tabs.length) % tabs.length : -1);
  if (at < 0) return;
  event.preventDefault();
  tabs[at].focus();
});

// Gradio's own words, put in the page's language before they are drawn. What people and documents
// wrote is left alone.
const WORDS = JSON.parse(SELECT("#gradio-ord")?.textContent ?? "{}");
const NAMED = ["aria-label", "title", "placeholder"];
const WRITTEN = ".prose, .md, textarea";
const LOST = "Connection to the server was lost. Attempting reconnection...";
let lost = false;
function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const word = node.data.trim();
    if (word === LOST) lost = true;
    const own = WORDS[word];
    if (own && own !== word && !node.parentElement?.closest(WRITTEN)) node.data = node.data.replace(word, own);
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || node.closest(WRITTEN)) return;
  for (const name of NAMED) {
    const own = WORDS[node.getAttribute(name)];
    if (own && own !== node.getAttribute(name)) node.setAttribute(name, own);
  }
  for (const child of node.childNodes) translate(child);
}
function translateChanges(changes) {
  for (const change of changes) {
    if (change.type === "childList") change.addedNodes.forEach(translate);
    else translate(change.target);
  }
}

// When the connection is back, Gradio loads the page anew. What was filled in is carried over, in
// this tab only.
const KEPT = `fylt-ut ${location.pathname}`;
function tabStore() {
  try { return window.sessionStorage; } catch { return null; }  // Closed to pages within others.
}
function fieldsOf(root) {
  return [...root.querySelectorAll("[id] :is(textarea, input:not([type='file']))")].map((field) => {
    const owner = field.parentElement.closest("[id]");
    const among = [...owner.querySelectorAll("textarea, input")];
    return { field, key: `${owner.id} ${among.indexOf(field)}` };
  });
}
const ticked = (field) => ["radio", "checkbox"].includes(field.type);
window.addEventListener("pagehide", () => {
  if (!lost) return;
  const values = fieldsOf(document).map(({ field, key }) => [key, ticked(field) ? field.checked : field.value]);
  tabStore()?.setItem(KEPT, JSON.stringify(values));
});
const carried = new Map(JSON.parse(tabStore()?.getItem(KEPT) ?? "[]"));
tabStore()?.removeItem(KEPT);
let settled = 0;
function carryOver(root) {
  if (!carried.size) return;
  window.clearTimeout(settled);
  settled = window.setTimeout(() => fillIn(root), 400);  // Gradio sets its own values while it starts.
}
function fillIn(root) {
  for (const { field, key } of fieldsOf(root)) {
    if (!carried.has(key)) continue;
    const value = carried.get(key);
    carried.delete(key);
    if (ticked(field)) {
      if (value && !field.checked || field.type === "checkbox" && !value && field.checked) field.click();
    } else if (value && value !== field.value) {
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

let asked = "";
function follow() {
  const waiting = SELECT("#underveis .tur");
  const turns = document.querySelectorAll("#samtale .tur");
  const newest = turns[turns.length - 1];
  const state = waiting ? "venter" : newest ? newest.id : "";
  if (state === asked) return;
  asked = state;
  if (waiting) {
    waiting.scrollIntoView({ behavior: quiet(), block: "start" });
    tell(SELECT(".svartekst", waiting)?.textContent);
  } else if (newest) {
    newest.scrollIntoView({ behavior: quiet(), block: "start" });
    const notices = [...newest.querySelectorAll(".merknad")].map((n) => n.textContent);
    tell([spoken(SELECT(".svartekst", newest)), ...notices].join(" "));
  }
}

// Gradio sets the page's language to that of its own words; the page keeps the one it was sent in.
function keepLanguage() {
  const root = document.documentElement;
  const own = root.dataset.sprak ?? root.lang;
  const keep = () => { if (root.lang !== own) root.lang = own; };
  keep();
  new MutationObserver(keep).observe(root, { attributes: true, attributeFilter: ["lang"] });
}

function start() {
  const app = SELECT("gradio-app");
  if (!app) return;
  new MutationObserver(() => { nameGroups(app); nameNumbers(app); nameTabs(app); nameFolds(app); carryOver(app); follow(); })
    .observe(app, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
  new MutationObserver(translateChanges).observe(document.body, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: NAMED,
  });
  translate(app);
  nameGroups(app);
  nameNumbers(app);
}
keepLanguage();
document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
