// Who presses a button twice in a hurry means it once. The server holds to that as well, but where a
// visitor presses it cannot tell a second press from another person.
document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (form.pressed === submitter && event.timeStamp - form.pressedAt < 3000) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.pressed = submitter;
  form.pressedAt = event.timeStamp;
}, { capture: true });
addEventListener("pageshow", () => {
  for (const form of document.forms) form.pressed = undefined; // who comes back may press again
});
