// The first page that anybody sees: which markets there are, and the way into each.

import assert from "node:assert/strict";
import { WIDTHS, axe, fits, journey, screenshot } from "./harness.mjs";

journey("a visitor finds the markets at a phone and at a desk, by day and by night", async (stage) => {
  const { page, visit } = await stage.visitor();
  assert.equal(await visit("localhost"), 200);
  assert.equal(await page.locator("h1").count(), 1);
  for (const width of Object.values(WIDTHS)) {
    for (const colorScheme of ["light", "dark"]) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      await fits(page);
      await axe(page);
      await screenshot(page, `directory ${width} ${colorScheme}`);
    }
  }
});

journey("the directory speaks the visitor's language", async (stage) => {
  const titles = new Set();
  for (const language of ["en", "fr", "zh"]) {
    const { page, visit } = await stage.visitor({ language });
    await visit("localhost");
    assert.match(await page.locator("html").getAttribute("lang"), new RegExp(`^${language}`));
    titles.add(await page.locator("h1").innerText());
    await screenshot(page, `directory ${language}`);
  }
  assert.equal(titles.size, 3, `three languages, three titles: ${[...titles].join(" / ")}`);
});

journey("every market of the directory opens without scripts", async (stage) => {
  const { page, visit } = await stage.visitor({ scripts: false });
  await visit("localhost");
  const links = await page.locator("main a[href*='.localhost:']").evaluateAll((all) => all.map((link) => link.href));
  const markets = new Set(links.map((link) => new URL(link).hostname));
  assert.ok(markets.size >= 2, `the demo has several markets, not ${markets.size}`);
  for (const market of markets) {
    assert.equal(await visit(market), 200, market);
    assert.equal(await page.locator("h1").count(), 1, market);
    await screenshot(page, `home ${market}`);
  }
});
