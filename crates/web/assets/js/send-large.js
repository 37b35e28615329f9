// A form that sends a large file says how far it is: its part with data-sending shows a bar and a button that breaks off.
// A file larger than data-most is not begun. Without this module the form is sent as any other.
const mega = 1024 * 1024;

for (const form of document.querySelectorAll("form:has([data-sending])")) prepare(form);

function prepare(form) {
  const input = form.querySelector("input[type='file']");
  const part = form.querySelector("[data-sending]");
  input.addEventListener("change", () => {
    const isTooLarge = [...input.files].some((file) => file.size > Number(part.dataset.most));
    input.setCustomValidity(isTooLarge ? part.dataset.tooLarge : "");
    if (isTooLarge) input.reportValidity();
  });
  form.addEventListener("submit", (event) => {
    // Another module minds that it is sent once.
    if (form.dataset.sent || input.files.length === 0) return;
    event.preventDefault();
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
    send(form, part);
  });
}

function send(form, part) {
  const [bar, told, stop] = [part.querySelector("progress"), part.querySelector("[role='status']"), part.querySelector("button")];
  const request = new XMLHttpRequest();
  const rest = () => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    stop.onclick = null;
  };
  const say = (key, text) => {
    // A text that stays is left alone, so that nobody hears it again.
    if (told.dataset.key !== key) told.textContent = text;
    told.dataset.key = key;
  };
  request.upload.addEventListener("progress", (event) => {
    bar.value = event.loaded / event.total;
    const count = (bytes) => Math.ceil(bytes / mega).toLocaleString(document.documentElement.lang);
    const percent = Math.floor((event.loaded / event.total) * 100);
    // Twenty steps are heard; the bar shows every one.
    say(`${Math.floor(percent / 5)}`, part.dataset.going.replace("{sent}", count(event.loaded)).replace("{whole}", count(event.total)));
  });
  request.upload.addEventListener("load", () => {
    bar.removeAttribute("value");
    stop.hidden = true;
    say("judging", part.dataset.judging);
  });
  request.addEventListener("load", () => (request.responseURL === form.action ? renew(request, part) : location.assign(request.responseURL)));
  const failed = (text) => () => {
    rest();
    bar.value = 0;
    say("ended", text);
  };
  request.addEventListener("error", failed(part.dataset.failed));
  request.addEventListener("abort", failed(part.dataset.stopped));
  stop.onclick = () => request.abort();
  stop.hidden = false;
  part.hidden = false;
  request.open("POST", form.action);
  request.send(new FormData(form));
}

/** What was refused comes back as a page: it takes the place of this one. */
function renew(request, part) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const [old, fresh] = [document.querySelector("main"), page.querySelector("main")];
  if (!old || !fresh) {
    part.querySelector("[role='status']").textContent = part.dataset.failed;
    return;
  }
  document.title = page.title;
  old.replaceChildren(...fresh.childNodes);
  const form = old.querySelector("form:has([data-sending])");
  if (form) prepare(form);
  old.querySelector("[role='alert']")?.scrollIntoView();
}
