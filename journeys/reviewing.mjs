// From the goods at the door to a word about them: the buyer writes, the shop answers, somebody reports, the operator takes
// it down with reasons.

import assert from "node:assert/strict";
import { MALL, OPERATOR, OTHER_SHOP, buy, deliver, fill, press, send, signIn } from "./cast.mjs";
import { journey, look, until } from "./harness.mjs";
import { picture } from "./picture.mjs";

const TITLE = "The handle sits well";

journey("a buyer says what it is like, the shop answers, and the market judges a report", async (stage) => {
  const buyer = await stage.visitor();
  const { page, visit } = buyer;
  const { order, purchase } = await buy(buyer, OTHER_SHOP);

  const seller = await stage.visitor();
  await signIn(seller, OTHER_SHOP.email, "/seller");
  await send(seller, order);
  await deliver(seller);

  await visit(MALL, purchase);
  await press(page, `form[action='/orders/${order}/receipt'] button`);
  await press(page, `a[href='/orders/${order}/review']`);
  await press(page, "form[action$='/rating'] button");
  assert.equal(await page.locator("form[action$='/rating'] .error").count(), 3, "three scores are wanted");
  for (const name of ["described", "service", "delivery"]) {
    await page.locator(`label:has(input[name='${name}'][value='4'])`).click();
  }
  await press(page, "form[action$='/rating'] button");
  assert.equal(await page.locator("form[action$='/rating']").count(), 0, "a rating is given once");

  await page.locator("label:has(input[name='stars.0'][value='4'])").click();
  await fill(page, { "title.0": TITLE, "text.0": "And it pours without a drop." });
  await page.locator("input[type='file']").first().setInputFiles({ name: "pot.png", mimeType: "image/png", buffer: picture(640, 480) });
  await press(page, "form[action$='/lines/0/review'] button");
  assert.equal(await page.locator("#line-0 .tag.good").count(), 1, "it is shown");
  await look(page, "review written");

  await visit(MALL, purchase);
  await press(page, `#${order} a[href^='/product/']`);
  await until(page, "#reviews article .pic");
  await look(page, "product with reviews");
  await press(page, "#reviews a.button");
  await press(page, "nav a[href$='?stars=4']");
  await until(page, `article:has-text("${TITLE}")`);
  const review = await page.locator(`article:has-text("${TITLE}")`).getAttribute("id");
  await look(page, "reviews of a product");
  const reviews = new URL(page.url()).pathname;
  await press(page, "aside a[href='/reviews']");
  await look(page, "how reviews come about");

  await seller.visit(MALL, "/seller/reviews");
  await fill(seller.page, { [`answer.${review}`]: "Thank you from the workshop." });
  await look(seller.page, "seller reviews");
  await press(seller.page, `form[action*='${review}'] button`);

  await seller.visit(MALL, reviews);
  await seller.page.locator(`#${review} summary`).click();
  await seller.page.locator(`#${review} select[name='reason']`).selectOption("off_topic");
  await press(seller.page, `#${review} form button`);

  const operator = await stage.visitor();
  await signIn(operator, OPERATOR, "/operator/reviews?market=mall");
  await until(operator.page, `a[href*='${review}']`);
  await look(operator.page, "operator reviews");
  await press(operator.page, `a[href*='${review}']`);
  await press(operator.page, "button[value='remove']");
  assert.ok((await operator.page.locator("main .error").count()) > 0, "a reason is wanted");
  await fill(operator.page, { reason: "off_topic", ruling: "It speaks of another shop." });
  await look(operator.page, "operator review");
  await press(operator.page, "button[value='remove']");

  await visit(MALL, `/orders/${order}/review`);
  await until(page, "#line-0 .tag.bad");
});
