// A box marked data-tick-all ticks every row of its form, and shows whether all, some or none are ticked. Without this module
// it stays hidden, and rows are ticked one by one.
for (const label of document.querySelectorAll("[data-tick-all]")) {
  const all = label.querySelector("input");
  const rows = [...label.closest("form").querySelectorAll("input[name='row']")];
  const show = () => {
    const ticked = rows.filter((row) => row.checked).length;
    all.checked = ticked === rows.length;
    all.indeterminate = ticked > 0 && !all.checked;
  };
  all.addEventListener("change", () => rows.forEach((row) => (row.checked = all.checked)));
  rows.forEach((row) => row.addEventListener("change", show));
  show();
  label.hidden = rows.length === 0;
}
