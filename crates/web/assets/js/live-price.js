// Price, stock and what it cost before follow the chosen variant: its answer carries them, written as they are shown.
// Without this module the list of variants says the same.
const places = document.querySelectorAll("[data-live]");
const form = document.querySelector("#buy");

function follow() {
  const chosen = form.querySelector("input[name='offer']:checked");
  if (!chosen) return;
  for (const place of places) {
    const text = chosen.dataset[place.dataset.live] ?? "";
    // A text that stays is left alone, so that nobody hears it again.
    if (place.textContent !== text) place.textContent = text;
    const part = place.closest("[data-live-part]");
    if (part) part.hidden = text === "";
  }
  limit(form.querySelector("select[name='quantity']"), Number(chosen.dataset.most));
}

/** No more pieces than there are. */
function limit(select, most) {
  for (const option of select.options) option.disabled = option.hidden = Number(option.value) > most;
  if (Number(select.value) > most) select.value = String(most);
}

if (form && places.length > 0) {
  form.addEventListener("change", (event) => event.target.name === "offer" && follow());
  // Who comes back to the page finds the variant chosen before.
  addEventListener("pageshow", follow);
}
