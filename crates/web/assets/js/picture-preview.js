// Chosen pictures are shown before they are sent. The list beside the field takes the names; data: keeps within the policy.
const most = 8;

for (const input of document.querySelectorAll(".drop input[type=file]")) {
  const list = document.createElement("span");
  list.className = "row tight";
  input.closest(".drop").append(list);
  input.addEventListener("change", () => {
    list.replaceChildren();
    for (const file of [...input.files].slice(0, most)) show(file, list);
  });
}

function show(file, list) {
  if (!file.type.startsWith("image/")) {
    list.append(Object.assign(document.createElement("small"), { textContent: file.name }));
    return;
  }
  const tile = Object.assign(document.createElement("span"), { className: "pic mini" });
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    tile.append(Object.assign(document.createElement("img"), { src: reader.result, alt: file.name }));
  });
  reader.readAsDataURL(file);
  list.append(tile);
}
