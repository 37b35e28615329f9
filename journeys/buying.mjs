// A buyer's way from the first page to a purchase.

import assert from "node:assert/strict";
import { WIDTHS, fits, journey, screenshot } from "./harness.mjs";
import { MALL, OTHER_SHOP, SHOP, checkOut, fill, openProduct, pay, press, putInCart } from "./cast.mjs";

for (const [how, kind] of [
  ["with scripts at a desk", { width: WIDTHS.desk }],
  ["without scripts at a phone", { width: WIDTHS.phone, scripts: false }],
]) {
  journey(`a guest finds goods by category, fills a cart from two shops and pays once, ${how}`, async (stage) => {
    const visitor = await stage.visitor(kind);
    const { page, visit } = visitor;
    await visit("localhost");
    await press(page, "main a[href*='//mall.localhost']");
    await press(page, "nav.rail a[href='/category/shoes']");
    assert.ok((await page.locator("main a[href^='/product/']").count()) > 0, "the category shows goods");
    await press(page, "main a[href^='/product/']");
    await fits(page);
    await openProduct(visitor, SHOP);
    await putInCart(visitor);
    await openProduct(visitor, OTHER_SHOP, { last: kind.scripts === false });
    await putInCart(visitor);
    assert.equal(await visit("mall.localhost", "/cart"), 200);
    assert.equal(await page.locator("main section.card").count(), 2, "a card for each shop");
    await fits(page);
    await screenshot(page, `cart ${how}`);
    await checkOut(visitor);
    await fits(page);
    await pay(visitor);
    assert.match(page.url(), /\/purchases\/pur_/);
    assert.equal(await page.locator("section.card[id^='ord_']").count(), 2, "an order for each shop");
    assert.match(await page.locator("main").innerText(), /waits with us/, "the money waits in escrow");
    await fits(page);
    await screenshot(page, `purchase ${how}`);
  });
}

journey("a quantity is changed and a line removed in the cart", async (stage) => {
  const visitor = await stage.visitor();
  const { page } = visitor;
  await openProduct(visitor, OTHER_SHOP);
  await putInCart(visitor);
  await visitor.visit("mall.localhost", "/cart");
  const amount = await page.locator("article.line .price").innerText();
  await press(page, "article.line .qty button[aria-label]:not([disabled]) >> nth=-1");
  await page.locator("article.line input[name='quantity'][value='2']").waitFor();
  assert.notEqual(await page.locator("article.line .price").innerText(), amount);
  await press(page, "article.line button[name='to'][value='0'].link");
  assert.equal(await page.locator("article.line").count(), 0);
});

journey("price and stock follow the chosen variant without loading the page", async (stage) => {
  const visitor = await stage.visitor();
  const { page } = visitor;
  await openVariants(visitor);
  const address = page.url();
  for (const label of await page.locator("#buy label:has(input[name='offer']:not([disabled]))").all()) {
    await label.click();
    const told = await label.locator("input").evaluate((input) => ({ ...input.dataset }));
    assert.equal(await page.locator(".price.big").innerText(), told.price);
    assert.equal(await page.locator("main [data-live='options']").innerText(), told.options);
    assert.equal(await page.locator("main .was").first().isVisible(), told.was !== "");
    const most = await page.locator("#f-quantity option:not([disabled])").count();
    assert.equal(most, Number(told.most), "no more pieces than there are");
  }
  assert.equal(page.url(), address);
});

journey("another country brings its ways of delivery and its total, and keeps what was typed", async (stage) => {
  const visitor = await stage.visitor();
  const { page } = visitor;
  await openProduct(visitor, SHOP);
  await putInCart(visitor);
  await visitor.visit(MALL, "/checkout");
  await fill(page, { email: "marta@example.com", name: "Marta", country: "FR" });
  const [before, total] = [await page.locator("#deliveries").innerText(), page.locator("#yours [name='expected_total']")];
  const was = await total.getAttribute("value");
  const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.locator("[name='country']").selectOption("DE");
  await answered;
  await page.waitForFunction((text) => document.querySelector("#deliveries").innerText !== text, before);
  assert.notEqual(await total.getAttribute("value"), was, "what will be charged is what is shown");
  assert.equal(await page.locator("[name='email']").inputValue(), "marta@example.com");
  assert.equal(await page.locator("[name='country']").inputValue(), "DE");
});

/** Opens a product that comes in several variants. */
async function openVariants(visitor) {
  await visitor.visit(MALL, `/shop/${SHOP.slug}`);
  const links = visitor.page.locator("main a[href^='/product/']");
  for (const path of await links.evaluateAll((all) => all.map((link) => link.pathname))) {
    await visitor.visit(MALL, path);
    if ((await visitor.page.locator("#buy input[type='radio'][name='offer']").count()) > 1) return;
  }
  assert.fail(`${SHOP.slug} has nothing in several variants`);
}
