// A shop is stopped: its goods leave, its seller reads why and complains, somebody else decides, and it sells again.

import assert from "node:assert/strict";
import { MALL, OPERATOR, SECOND, press, signIn } from "./cast.mjs";
import { axe, journey, screenshot } from "./harness.mjs";

const OWN_SHOP = { slug: "feuille-et-graine", email: "librairie@feuille-et-graine.example" };

journey("a shop is suspended, complains, and sells again", async (stage) => {
  const first = await stage.visitor();
  await signIn(first, OPERATOR, "/operator/shops");
  await first.page.locator("main [name='q']").fill("graine");
  await press(first.page, "main form[role='search'] button");
  await press(first.page, "main table a[href^='/operator/shops/']");
  await first.page.locator("main [name='found']").fill("Bad.");
  await press(first.page, "main form[action*='/suspension'] button");
  assert.ok((await first.page.locator("#f-found-error").count()) > 0, "reasons are asked for");
  await axe(first.page);
  await first.page.locator("main [name='found']").fill("Two books are sold as new that are not.");
  await press(first.page, "main form[action*='/suspension'] button");
  await screenshot(first.page, "operator-suspended");

  const buyer = await stage.visitor({ scripts: false });
  await buyer.visit(MALL, `/shop/${OWN_SHOP.slug}`);
  assert.equal(await buyer.page.locator("main a[href^='/product/']").count(), 0, "nothing is on sale");

  const seller = await stage.visitor();
  await signIn(seller, OWN_SHOP.email, "/seller");
  await press(seller.page, "main .notice a[href^='/seller/suspension']");
  await axe(seller.page);
  await seller.page.locator("main [name='words']").fill("They are new; the covers are printed that way.");
  await press(seller.page, "main form[action*='/complaint'] button");
  await screenshot(seller.page, "seller-suspended");

  const second = await stage.visitor();
  await signIn(second, SECOND, "/operator/shops?state=complains");
  await press(second.page, "main table a[href^='/operator/shops/']");
  await second.page.locator("main [name='answer']").fill("The publisher confirms it.");
  await press(second.page, "button[name='ruling'][value='upheld']");
  await screenshot(second.page, "operator-upheld");
  await buyer.visit(MALL, `/shop/${OWN_SHOP.slug}`);
  assert.ok((await buyer.page.locator("main a[href^='/product/']").count()) > 0, "it sells again");
});
