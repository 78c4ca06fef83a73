// Buttons that put a quote with its source on the clipboard.
const SHOWN = 1800; // milliseconds

export function setUpCopying() {
  if (!navigator.clipboard) {
    for (const button of document.querySelectorAll("button[data-copy]")) button.remove();
    return;
  }
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    tell(button, document.querySelector("#words").dataset.copied);
  });
}

function tell(button, word) {
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.className = "told";
  button.after(said);
  said.textContent = word;
  setTimeout(() => said.remove(), SHOWN);
}
