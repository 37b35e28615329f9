// New rules: proposed by one member, approved by another, announced to a seller, and followed at once where nobody's money
// hangs on them.

import assert from "node:assert/strict";
import { MALL, OPERATOR, SECOND, SHOP, press, signIn } from "./cast.mjs";
import { journey, screenshot } from "./harness.mjs";

journey("a change of money is decided by two and announced to sellers", async (stage) => {
  const first = await stage.visitor();
  await signIn(first, OPERATOR, "/operator/policy");
  await first.page.locator("main [name='commission.rate_ppm']").fill("4.5");
  await press(first.page, "button[name='step'][value='check']");
  assert.ok((await first.page.locator("main del").count()) > 0, "what would change is shown");
  await first.page.locator("main [name='note']").fill("Banks have become cheaper.");
  await screenshot(first.page, "policy-change");
  await press(first.page, "button[name='step'][value='save']");
  assert.equal(await first.page.locator("button[value='approve']").count(), 0, "nobody approves what they proposed");

  const second = await stage.visitor();
  await signIn(second, SECOND, "/operator/policy");
  await press(second.page, "button[name='decision'][value='approve']");
  assert.equal(await second.page.locator("main .tag.info").count(), 1, "it is announced");
  await screenshot(second.page, "policy-announced");

  const seller = await stage.visitor();
  await signIn(seller, SHOP.email, "/seller");
  await press(seller.page, "main .notice a[href^='/seller/policy']");
  assert.ok((await seller.page.locator("main .notice del").count()) > 0, "the seller sees what changes");
  await screenshot(seller.page, "seller-policy");

  await second.page.locator("main summary", { hasText: "Call it off" }).click();
  await second.page.locator("main details[open] [name='reason']").fill("The banks have changed their minds.");
  await press(second.page, "button[value='call_off']");
  assert.equal(await second.page.locator("button[value='call_off']").count(), 0, "nobody agrees with themselves");
  await first.page.goto(first.page.url());
  await press(first.page, "main .notice button[value='call_off']");
  assert.equal(await first.page.locator("main .tag.info").count(), 0, "nothing is announced any more");
  await screenshot(first.page, "policy-called-off");
  await seller.page.reload();
  assert.equal(await seller.page.locator("main .notice del").count(), 0, "the seller sees that all stays");
  assert.match(await seller.page.locator("main").innerText(), /called off/);
});
