// The arrow keys press "next" and "previous" on a page that goes step by step. All works without.
document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: "next", ArrowLeft: "previous" }[event.key];
  const typing = event.target.closest("input, textarea, select, summary, [contenteditable]");
  if (!step || typing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const button = document.querySelector(`[data-step="${step}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
