// `/` and Ctrl-K lead to the search box.
export function setUpKeys() {
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    const isCommand = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const isSlash = event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isCommand || isSlash) {
      const box = document.querySelector("#q") ?? document.querySelector("#quick-q");
      if (!box) return;
      event.preventDefault();
      box.focus();
      box.select();
    }
  });
}
