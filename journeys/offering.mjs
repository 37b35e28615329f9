// One catalogue on two markets: previewed against the rules of the second, a refusal read, the rest offered, one price
// changed, and a piece bought on one market missing on both.

import assert from "node:assert/strict";
import { MALL, PASSWORD, fill, press } from "./cast.mjs";
import { axe, fits, journey, screenshot } from "./harness.mjs";

const OWN = "restanques.localhost";
const SELLER = "commande@mas-des-restanques.example";

journey("a catalogue is offered on a market of one's own, out of one stock", async (stage) => {
  const seller = await stage.visitor();
  const { page, visit } = seller;
  assert.equal(await visit(OWN, `/sign-in?next=${encodeURIComponent("/seller/assortment")}`), 200);
  await fill(page, { email: SELLER, password: PASSWORD });
  await press(page, "form[action='/sign-in'] button.main");
  await fill(page, { within: "food", markup: "5", rounding: "ninety" });
  await press(page, "button[name='do'][value='preview']");
  assert.ok((await page.locator("#preview .notice.warn li").count()) > 0, "what the market does not take is named");
  await axe(page);
  await fits(page);
  await screenshot(page, "assortment-preview");
  await press(page, page.locator("#preview .tabs a").last());
  assert.equal(await page.locator("#preview tbody tr").count(), await page.locator("#preview tbody .tag.bad").count());
  const refused = await page.locator("#preview tbody tr").count();
  await press(page, "button[name='do'][value='all']");
  assert.match(new URL(page.url()).pathname, /^\/seller\/jobs\/job_/);
  await page.waitForFunction(() => !document.querySelector("#job").dataset.renew);
  assert.equal(await page.locator("main .notice.warn li").count(), 1);
  await axe(page);
  await screenshot(page, "assortment-job");
  await press(page, page.locator("main .tabs a").nth(1));
  assert.equal(await page.locator("main tbody tr").count(), refused, "each refusal has its line");

  await press(page, page.locator("main .tabs a").nth(2));
  const product = await page.locator("main tbody a").first().getAttribute("href");
  assert.equal(await visit(OWN, product.replace(/\?.*/, "") + "/shops"), 200);
  assert.equal(await page.locator("main form").count(), 2, "one form a shop");
  const price = page.locator("main form").nth(1).locator("input[name^='price.']").first();
  await price.fill("123.45");
  await press(page, page.locator("main form").nth(1).locator("button.main"));
  assert.equal(await page.locator("main form").nth(1).locator("input[name^='price.']").first().inputValue(), "123.45");
  await axe(page);
  await screenshot(page, "product-shops");

  // What is counted on one market is what the other sells.
  const title = await page.locator("main a.soft").first().innerText();
  assert.equal(await visit(OWN, product), 200);
  for (const field of await page.locator("input[name^='quantity.']").all()) await field.fill("3");
  await press(page, "button[name='do'][value='publish']");
  for (const host of [MALL, OWN]) {
    assert.equal(await visit(host, `/search?q=${encodeURIComponent(title)}`), 200);
    await press(page, page.locator("main a[href^='/product/']").first());
    assert.ok((await page.locator("#buy").innerText()).includes("3"), `three are left on ${host}`);
  }
});
