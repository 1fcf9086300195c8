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
function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const word = node.data.trim();
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
  new MutationObserver(() => { nameGroups(app); nameNumbers(app); nameTabs(app); follow(); })
    .observe(app, { childList: true, subtree: true });
  new MutationObserver(translateChanges).observe(document.body, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: NAMED,
  });
  translate(app);
  nameGroups(app);
  nameNumbers(app);
}
keepLanguage();
document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
