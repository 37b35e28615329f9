// A seller's day: an order leaves, a product appears.

import assert from "node:assert/strict";
import { MALL, SHOP, buy, deliver, fill, press, send, signIn } from "./cast.mjs";
import { WIDTHS, fits, journey, prints, screenshot } from "./harness.mjs";
import { picture } from "./picture.mjs";

journey("a seller ships an order with its slip, and the buyer confirms", async (stage) => {
  const buyer = await stage.visitor();
  const { order, title, purchase } = await buy(buyer);
  const seller = await stage.visitor();
  await signIn(seller, SHOP.email, "/seller");
  await press(seller.page, "nav.menu a[href^='/seller/orders']");
  assert.equal(await seller.page.locator(`main a[href*='${order}']`).count(), 1, "the order is to ship");
  await seller.visit(MALL, `/seller/orders/${order}/packing-slip`);
  assert.match(await seller.page.locator("main").innerText(), /Marta Kowalczyk/);
  assert.ok((await seller.page.locator("main").innerText()).includes(order));
  await prints(seller.page);
  await screenshot(seller.page, "packing slip");
  await send(seller, order);
  assert.match(await seller.page.locator("main").innerText(), /6A12345678901/);
  await deliver(seller);
  await buyer.visit(MALL, purchase);
  assert.match(await buyer.page.locator(`#${order}`).innerText(), /6A12345678901/);
  assert.ok((await buyer.page.locator(`#${order}`).innerText()).includes(title));
  await press(buyer.page, "form[action$='/receipt'] button");
  assert.equal(await buyer.page.locator("form[action$='/receipt']").count(), 0, "confirmed once");
  await screenshot(buyer.page, "confirmed");
});

journey("a product with a photograph appears in the shop, from a phone", async (stage) => {
  const { page, visit, ...seller } = await stage.visitor({ width: WIDTHS.phone });
  const name = "Clogs of the journey";
  await signIn({ page, visit, ...seller }, SHOP.email, "/seller/products/new");
  await fill(page, { title: name, text: "Beech and leather.", "price.0": "79.50", "quantity.0": "3" });
  await choose(page, "category");
  await press(page, "button[name='do'][value='draft']");
  await fits(page);
  await page.locator("#pictures input[type='file'][multiple]").setInputFiles({
    name: "clogs.png",
    mimeType: "image/png",
    buffer: picture(640, 640),
  });
  await press(page, "form[action$='/pictures'] button, form[action*='/pictures?'] button");
  assert.equal(await page.locator(".notice.bad").count(), 0, "the picture is taken");
  await press(page, "button[name='do'][value='publish']");
  await until(page, () => visit(MALL, `/shop/${SHOP.slug}?sort=newest`), `main :text("${name}")`);
  await press(page, page.locator(`main a:has-text("${name}")`));
  assert.equal(await page.locator("h1").innerText(), name);
  await until(page, () => page.reload(), ".strip img");
  const width = await page.locator(".strip img").first().evaluate((image) => image.decode().then(() => image.naturalWidth));
  assert.ok(width > 0, "the photograph is shown");
  await fits(page);
  await screenshot(page, "new product");
});

/** The first real answer of a list. */
async function choose(page, name) {
  const values = await page.locator(`main [name='${name}'] option`).evaluateAll((all) => all.map((one) => one.value));
  await page.locator(`main [name='${name}']`).selectOption(values.find((value) => value !== ""));
}

/** What workers do behind a page appears when it is loaded again: loads until it is there. */
async function until(page, load, what) {
  const end = Date.now() + 20_000;
  for (;;) {
    await load();
    if ((await page.locator(what).count()) > 0) return;
    assert.ok(Date.now() < end, `${what} did not appear on ${page.url()}`);
  }
}
