// A part that names seconds in data-renew is asked for anew after them, as long as it names any: work under way. Without
// this module the link within the part does the same for the whole page.
const secondsMost = 60;

for (const part of document.querySelectorAll("[data-renew]")) plan(part);

function plan(part) {
  const seconds = Math.min(Number(part.dataset.renew), secondsMost);
  if (seconds > 0) setTimeout(() => renew(part), seconds * 1000);
}

async function renew(part) {
  const fresh = document.hidden ? null : await ask(part.id);
  if (fresh) {
    const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    if (fresh.dataset.renew) part.dataset.renew = fresh.dataset.renew;
    else delete part.dataset.renew;
    part.replaceChildren(...fresh.childNodes);
    if (focused) [...part.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
  }
  if (part.dataset.renew) plan(part);
}

async function ask(id) {
  try {
    const answer = await fetch(location.href);
    if (!answer.ok || answer.redirected) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(id);
  } catch {
    return null;
  }
}
