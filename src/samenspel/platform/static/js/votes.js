// Voting with the keys 1, 2 and 3 while a statement has the focus, and voting on without a
// connection: taps wait on this device and are sent once there is one. All works without.
const ballot = () => document.querySelector("#statement");
const address = location.pathname;
const store = () => `votes ${address} ${ballot().dataset.who}`;
const waiting = () => JSON.parse(localStorage.getItem(store()) ?? "[]");
const had = new Set();
let isSending = false;

function keep(votes) {
  if (votes.length) localStorage.setItem(store(), JSON.stringify(votes));
  else localStorage.removeItem(store());
  document.querySelector("#offline").hidden = !votes.length;
}

function shownNow() {
  const number = ballot().querySelector("[name=number]");
  if (number) had.add(number.value);
}

// The next statement that came along with the page.
function goOn() {
  const next = [...document.querySelectorAll("#ahead li")].find((each) => !had.has(each.dataset.number));
  const form = ballot().querySelector("form");
  if (!next) {
    form.hidden = true;
    return;
  }
  form.elements.number.value = next.dataset.number;
  form.elements.drawn.value = next.dataset.drawn;
  form.elements.matters.checked = false;
  const saying = ballot().querySelector(".saying");
  saying.textContent = next.textContent;
  saying.lang = next.dataset.language;
  const beside = ballot().querySelector(".translated");
  beside.textContent = next.dataset.translation;
  beside.lang = next.dataset.translated;
  beside.hidden = !next.dataset.translation;
  saying.focus();
  shownNow();
}

function voteLater(form) {
  const vote = Object.fromEntries(["number", "drawn", "value", "matters"].map((name) => [name, form.get(name)]));
  if (!vote.matters) delete vote.matters;
  keep([...waiting().filter((other) => other.number !== vote.number), vote]);
  goOn();
}

function ask(vote) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const body = new URLSearchParams({ ...vote, late: "1", csrfmiddlewaretoken: token });
  return fetch(address, { method: "POST", body, headers: { "HX-Request": "true" } });
}

// One after another; what the server answered is never sent again, what it did not answer is.
async function sendWaiting() {
  if (isSending || !waiting().length) return;
  isSending = true;
  try {
    for (const vote of waiting()) {
      const answer = await ask(vote);
      if (answer.status >= 500) return;
      keep(waiting().filter((other) => other.number !== vote.number));
    }
    htmx.ajax("GET", address, { target: "#statement", swap: "outerHTML settle:0ms" });
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault; // a TypeError is: still no connection
  } finally {
    isSending = false;
  }
}

function press(event) {
  const place = ["1", "2", "3"].indexOf(event.key);
  if (place < 0 || event.altKey || event.ctrlKey || event.metaKey || !event.target.closest("#statement")) return;
  event.preventDefault();
  ballot().querySelectorAll(".way")[place]?.click();
}

document.addEventListener("keydown", press);
document.addEventListener("htmx:sendError", (event) => {
  if (event.detail.requestConfig.verb === "post") voteLater(event.detail.requestConfig.formData);
});
document.addEventListener("htmx:responseError", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (xhr.status >= 500 && requestConfig.verb === "post") voteLater(requestConfig.formData);
  else location.reload(); // the conversation ended, or this browser is known no more
});
document.addEventListener("htmx:afterSettle", () => {
  ballot().querySelector(".saying").focus();
  shownNow();
});
addEventListener("online", sendWaiting);
setInterval(sendWaiting, 10000);
shownNow();
keep(waiting());
sendWaiting();
