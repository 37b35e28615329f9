// A form that names parts of its page in data-fresh asks for them anew when another answer is chosen in it: the ways of
// delivery and the total of a checkout. Without this module its update button does the same for the whole page.
// A state decides the tax, though it is typed.
const answers = "input[type='radio'], select, input[autocomplete~='address-level1']";

for (const form of document.querySelectorAll("form[data-fresh]")) {
  let newest = 0;
  form.addEventListener("change", async (event) => {
    if (!event.target.matches(answers)) return;
    const asked = ++newest;
    const body = new URLSearchParams(new FormData(form));
    body.set("do", "update");
    const page = await ask(form.action, body);
    // An answer that took longer than the next question is too old.
    if (page && asked === newest) for (const id of form.dataset.fresh.split(" ")) renew(page, id);
  });
}

async function ask(address, body) {
  try {
    const answer = await fetch(address, { method: "POST", body });
    return answer.ok && !answer.redirected ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

/** Puts the new part in the place of the old one; who stands in it keeps the focus. */
function renew(page, id) {
  const old = document.getElementById(id);
  const fresh = page.getElementById(id);
  if (!old || !fresh) return;
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.className = fresh.className;
  old.replaceChildren(...fresh.childNodes);
  if (focused) old.querySelector(`[name="${focused.name}"][value="${focused.value}"]`)?.focus();
}
