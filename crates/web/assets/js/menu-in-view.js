// In a row of links that slides, the current one is brought into view; without this module one slides by hand.
for (const row of document.querySelectorAll(".menu, .rail, .tabs")) {
  const current = row.querySelector("[aria-current]");
  if (!current || row.scrollWidth <= row.clientWidth) continue;
  const [outer, inner] = [row.getBoundingClientRect(), current.getBoundingClientRect()];
  row.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
}
