// Colours, text size and single-key shortcuts, kept in the reader's own browser.
const SIZES = [-1, 3];

export function setUpDisplay() {
  const panel = document.querySelector("details.display");
  if (!panel) return;
  show(panel);
  panel.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.theme) setTheme(button.dataset.theme);
    if (button.dataset.size) setSize(Number(button.dataset.size));
    if (button.dataset.keys) setKeys(button.dataset.keys);
    show(panel);
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!panel.contains(event.target)) panel.open = false;
  });
}

function setTheme(theme) {
  const root = document.documentElement;
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  keep("theme", theme);
}

function setSize(step) {
  const root = document.documentElement;
  const size = step === 0 ? 0 : Number(root.dataset.size ?? 0) + step;
  root.dataset.size = String(Math.min(SIZES[1], Math.max(SIZES[0], size)));
  keep("size", root.dataset.size);
}

function setKeys(choice) {
  document.documentElement.dataset.keys = choice;
  keep("keys", choice);
}

function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage may be forbidden; the choice then lasts for this page.
  }
}

function show(panel) {
  const theme = document.documentElement.dataset.theme ?? "auto";
  for (const button of panel.querySelectorAll("[data-theme]")) {
    button.setAttribute("aria-pressed", String(button.dataset.theme === theme));
  }
  const keys = document.documentElement.dataset.keys ?? "on";
  for (const button of panel.querySelectorAll("[data-keys]")) {
    button.setAttribute("aria-pressed", String(button.dataset.keys === keys));
  }
}
