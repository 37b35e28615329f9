// What a buyer does when the goods are not what was promised, or not wanted.

import assert from "node:assert/strict";
import { MALL, OPERATOR, SHOP, buy, deliver, fill, press, send, signIn } from "./cast.mjs";
import { fits, journey, prints, screenshot } from "./harness.mjs";

journey("a refund that the seller refuses is decided by the operator", async (stage) => {
  const buyer = await stage.visitor();
  const { order, purchase } = await buy(buyer);
  const seller = await stage.visitor();
  await signIn(seller, SHOP.email, "/seller");
  await send(seller, order);
  await deliver(seller);
  await buyer.visit(MALL, purchase);
  await press(buyer.page, "a[href$='/refund-request']");
  await buyer.page.locator("[name='reason']").selectOption({ index: 1 });
  await fill(buyer.page, { text: "A seam is open.", amount: "5" });
  await press(buyer.page, "form[action$='/refund-request'] button.main");
  const request = await buyer.page.locator(`#${order} [id^='req_']`).getAttribute("id");

  await seller.visit(MALL, `/seller/orders/${order}`);
  await seller.page.locator(`#${request} details summary`).click();
  await fill(seller.page, { [`answer.${request}`]: "It left here whole." });
  await press(seller.page, `#${request} form[action*='/refusal'] button`);

  await buyer.visit(MALL, purchase);
  assert.match(await buyer.page.locator(`#${request}`).innerText(), /It left here whole/);
  await press(buyer.page, "form[action$='/escalation'] button");

  const operator = await stage.visitor();
  await signIn(operator, OPERATOR, "/operator");
  await operator.visit(MALL, `/operator/orders/${order}`);
  await operator.page.locator("label:has(input[name='decision'])").first().click();
  await fill(operator.page, { ruling: "The pictures show it: the seam was open." });
  await press(operator.page, "form[action*='/ruling'] button.main");
  assert.equal(await operator.page.locator("form[action*='/ruling']").count(), 0, "ruled once");
  assert.equal(await operator.page.locator("section[aria-labelledby='transfers'] .tag.good").count(), 1, "escrow agrees");
  await screenshot(operator.page, "ruling");

  await buyer.visit(MALL, purchase);
  assert.match(await buyer.page.locator(`#${request}`).innerText(), /the seam was open/);
  await screenshot(buyer.page, "ruled");
});

journey("a buyer in Europe withdraws in two steps and keeps a receipt", async (stage) => {
  const buyer = await stage.visitor({ width: 390 });
  const { order, purchase } = await buy(buyer);
  const seller = await stage.visitor();
  await signIn(seller, SHOP.email, "/seller");
  await send(seller, order);
  await deliver(seller);
  await buyer.visit(MALL, purchase);
  await press(buyer.page, "a[href$='/withdrawal']");
  await fits(buyer.page);
  await press(buyer.page, "form[action$='/withdrawal'] button.main");
  assert.equal(await buyer.page.locator(".notice.good").count(), 1, "the receipt was mailed");
  assert.ok((await buyer.page.locator("main").innerText()).includes(order), "the receipt names the order");
  await fits(buyer.page);
  await prints(buyer.page);
  await screenshot(buyer.page, "withdrawal receipt");
  await buyer.visit(MALL, `/orders/${order}/paper`);
  await prints(buyer.page);
  await seller.visit(MALL, `/seller/orders/${order}`);
  await press(seller.page, "form[action*='/agreement'] button");
  await buyer.visit(MALL, purchase);
  assert.equal(await buyer.page.locator("a[href$='/withdrawal'].button").count(), 0, "withdrawn once");
});
