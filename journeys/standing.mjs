// Somebody of the market helps a seller: with a reason, a banner on every page and an end; the seller reads what was done.

import assert from "node:assert/strict";
import { MALL, OPERATOR, PASSWORD, fill, press, signIn } from "./cast.mjs";
import { WIDTHS, axe, fits, journey, screenshot } from "./harness.mjs";

const HELPED = { search: "graine", email: "librairie@feuille-et-graine.example" };
const BANNER = "main section.notice.warn form[action='/operator/stand-in/end']";

journey("the market acts for a seller, who reads why and what", async (stage) => {
  const helper = await stage.visitor();
  const { page, visit } = helper;
  await signIn(helper, OPERATOR, "/operator/shops");
  await page.locator("main [name='q']").fill(HELPED.search);
  await press(page, "main form[role='search'] button");
  await press(page, "main table a[href^='/operator/shops/']");
  await fill(page, { reason: "Help." });
  await press(page, "main form[action*='/stand-in'] button");
  assert.ok((await page.locator("#f-reason-error").count()) > 0, "a reason is asked for");
  await axe(page);
  await fill(page, { reason: "They asked by telephone to mend the shop’s text.", minutes: "15" });
  await press(page, "main form[action*='/stand-in'] button");
  assert.equal(new URL(page.url()).pathname, "/seller");

  for (const path of ["/seller", "/seller/orders", "/seller/products", "/seller/shop"]) {
    assert.equal(await visit(MALL, path), 200);
    assert.equal(await page.locator(BANNER).count(), 1, `${path} says who acts for whom`);
  }
  await axe(page);
  await screenshot(page, "standing-in");
  for (const path of ["/seller/balance", "/seller/payouts", "/seller/members", "/seller/audit"]) {
    assert.equal(await visit(MALL, path), 403, `${path} stays closed`);
  }
  await visit(MALL, "/seller/shop");
  await press(page, "main form[action^='/seller/shop'] button.main");
  await page.setViewportSize({ width: WIDTHS.phone, height: 844 });
  await fits(page);
  await press(page, BANNER + " button");
  assert.match(page.url(), /\/operator\/shops\//);
  assert.equal(await page.locator(BANNER).count(), 0);
  assert.notEqual(await visit(MALL, "/seller/products"), 200, "it is over");

  const seller = await stage.visitor();
  await seller.visit(MALL, "/dev/mail");
  assert.ok((await seller.page.locator(`tr:has(td:text-is("${HELPED.email}")) a`).count()) > 0, "the owner has a letter");
  await signIn(seller, HELPED.email, "/seller/audit", PASSWORD);
  assert.match(await seller.page.locator("main").innerText(), /mend the shop’s text[^]*\/seller\/shop|\/seller\/shop[^]*mend the shop’s text/);
  await axe(seller.page);
  await screenshot(seller.page, "standing-audit");
});
