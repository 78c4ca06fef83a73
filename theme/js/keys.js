// `/` and Ctrl-K lead to the search box, `n` and `p` to the next and the previous page.
// Single keys can be switched off (WCAG 2.1.4), see display.js.
export function setUpKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand ? event.key.toLowerCase() === "k" : isSingle(event) && event.key === "/") {
      toSearch(event);
    } else if (!isCommand && isSingle(event) && NEIGHBOURS[event.key]) {
      document.querySelector(`main a[rel="${NEIGHBOURS[event.key]}"]`)?.click();
    }
  });
}

const NEIGHBOURS = { n: "next", p: "prev" };

function isSingle(event) {
  const isTyping = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  return !isTyping && document.documentElement.dataset.keys !== "off";
}

function toSearch(event) {
  const box = document.querySelector("#q") ?? document.querySelector("#quick-q");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
}
