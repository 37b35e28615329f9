// A buyer's way from the first page to a purchase.

import assert from "node:assert/strict";
import { WIDTHS, fits, journey, screenshot } from "./harness.mjs";
import { OTHER_SHOP, SHOP, checkOut, openProduct, pay, press, putInCart } from "./cast.mjs";

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
    await openProduct(visitor, OTHER_SHOP);
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
