// What the provider refuses does not end a purchase.

import assert from "node:assert/strict";
import { SHOP, CARDS, checkOut, openProduct, pay, press, putInCart } from "./cast.mjs";
import { journey, screenshot } from "./harness.mjs";

journey("a declined card leaves the goods held, and a second card pays", async (stage) => {
  const visitor = await stage.visitor();
  const { page } = visitor;
  await openProduct(visitor, SHOP);
  await putInCart(visitor);
  await checkOut(visitor);
  await pay(visitor, CARDS.declined);
  assert.match(page.url(), /\/sandbox\/pay\//);
  assert.equal(await page.locator(".notice.bad").count(), 1, "the provider says so");
  await screenshot(page, "declined");
  await pay(visitor);
  assert.match(page.url(), /\/purchases\/pur_/);
  assert.equal(await page.locator("section.card[id^='ord_']").count(), 1);
});

journey("who leaves the provider's page goes on from the purchase", async (stage) => {
  const visitor = await stage.visitor();
  const { page } = visitor;
  await openProduct(visitor, SHOP);
  await putInCart(visitor);
  await checkOut(visitor);
  await visitor.visit("mall.localhost", "/purchases");
  await press(page, "main .notice a[href*='/purchases/']");
  await screenshot(page, "unpaid");
  await press(page, "form[action$='/payment'] button");
  await pay(visitor);
  assert.equal(await page.locator("section.card[id^='ord_']").count(), 1);
});
