// A typed quantity is sent when the reader has changed it; without this module Enter sends it.
const settled = 600;

for (const input of document.querySelectorAll(".qty input[data-auto]")) {
  let timer;
  const send = () => {
    clearTimeout(timer);
    if (input.value !== input.defaultValue && input.checkValidity()) input.form?.requestSubmit();
  };
  input.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(send, settled);
  });
}
