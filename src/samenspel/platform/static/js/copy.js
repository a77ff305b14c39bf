// A link that is shown to be handed on gets a button that copies it; without JavaScript it can be
// selected by hand.
const { copy, copied } = document.currentScript.dataset;
for (const input of document.querySelectorAll(".links input[readonly]")) {
  const button = document.createElement("button");
  const what = document.createElement("span");
  const said = document.createElement("span");
  button.type = "button";
  button.className = "btn quiet copy";
  said.setAttribute("aria-live", "polite");
  said.textContent = copy;
  what.className = "sr";
  what.textContent = ` ${input.labels[0]?.textContent ?? ""}`;
  button.append(said, what);
  button.addEventListener("click", async () => {
    input.select();
    try {
      await navigator.clipboard.writeText(input.value);
    } catch {
      document.execCommand("copy"); // no secure connection, or not allowed
    }
    said.textContent = copied;
  });
  input.after(button);
}
