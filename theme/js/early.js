// Before the first paint: mark that scripts run, and bring back the reader's display.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("theme");
    const size = Number(localStorage.getItem("size"));
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    if (localStorage.getItem("keys") === "off") root.dataset.keys = "off";
    if (size >= -1 && size <= 3) root.dataset.size = String(size);
  } catch {
    // Storage may be forbidden; the defaults are fine.
  }
})();
