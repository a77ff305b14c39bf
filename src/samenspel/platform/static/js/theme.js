/* Remembers light, dark or the system's choice. Without JavaScript the page follows the system. */
(() => {
  const root = document.documentElement;
  const read = () => { try { return localStorage.getItem("theme") || "system"; } catch { return "system"; } };
  const keep = (theme) => { try { localStorage.setItem("theme", theme); } catch { /* private window */ } };
  const show = (theme) => {
    root.classList.toggle("theme-light", theme === "light");
    root.classList.toggle("theme-dark", theme === "dark");
  };
  show(read());
  document.addEventListener("DOMContentLoaded", () => {
    const choice = document.querySelector("[data-theme]");
    choice.value = read();
    choice.hidden = false;
    choice.addEventListener("change", () => { keep(choice.value); show(choice.value); });
  });
})();
