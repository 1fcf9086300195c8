// Shows the chat on another web page:
//   <script src="https://THE-ASSISTANT/bygg-inn.js" data-sprak="nb" defer></script>
// The page's origin must be among ASSISTANT_EMBED_ORIGINS.
"use strict";
(() => {
  const own = document.currentScript;
  const home = new URL(own.src).origin;
  const words = TITLES; // The server puts the frame's title in each language here.
  const language = words[own.dataset.sprak] ? own.dataset.sprak : "nb";
  const path = { nb: "/", nn: "/nn/", en: "/en/" }[language];
  const frame = document.createElement("iframe");
  frame.src = `${home}${path}?innebygd=1`;
  frame.title = words[language];
  frame.style.cssText = "width:100%;height:min(44rem,90vh);border:1px solid #d9d5cc;border-radius:12px";
  frame.referrerPolicy = "strict-origin";
  own.insertAdjacentElement("afterend", frame);
})();
