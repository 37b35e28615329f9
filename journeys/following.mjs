// A shop is followed; it goes on holiday and comes back, leaves the market's lists and stands in them again. Who follows it
// gets one letter of all that, and follows it no longer by one click in it, without signing in. With scripts and without.

import assert from "node:assert/strict";
import { BUYER, MALL, fill, press, signIn } from "./cast.mjs";
import { journey, look, until } from "./harness.mjs";

const SHOPS = [
  { slug: "drechselwald", email: "werkstatt@drechselwald.example", scripts: true },
  { slug: "jingdezhen-cifang", email: "kefu@jingdezhen-cifang.example", scripts: false },
];
const DAY_MS = 86_400_000;
/** Days around today, whatever the hour and the market's clock. */
const day = (days) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

for (const shop of SHOPS) {
  const { scripts } = shop;
  journey(`a shop is followed through its holiday and its opening ${scripts ? "with" : "without"} scripts`, async (stage) => {
    const [buyer, seller] = [await stage.visitor({ scripts }), await stage.visitor({ scripts })];
    const address = `/shop/${shop.slug}`;
    const note = `Gone to the sea until the kiln is cold, ${shop.slug}.`;

    await buyer.visit(MALL, address);
    await press(buyer.page, `form[action='${address}/follow'] button`);
    assert.equal(new URL(buyer.page.url()).pathname, "/sign-in", "following is for who is signed in");
    await signIn(buyer, BUYER, `${address}/follow`);
    if (scripts) await look(buyer.page, "follow a shop");
    const before = await buyer.page.locator("main section .num").first().innerText();
    await press(buyer.page, `form[action='${address}/follow'] button`);
    // News go to who is counted.
    await buyer.visit(MALL, `${address}/follow`);
    await until(buyer.page, `main section .num:not(:text-is("${before}"))`);
    await buyer.visit(MALL, "/account/following");
    assert.ok((await buyer.page.locator(`main a[href='${address}']`).count()) > 0, "it stands on the list");

    await signIn(seller, shop.email, "/seller/opening");
    await fill(seller.page, { from: day(9), until: day(7), note });
    await press(seller.page, "#holiday button[value='holiday']");
    assert.equal(await seller.page.locator("main .notice.bad").count(), 1, "an end before the beginning is refused");
    await fill(seller.page, { from: day(-2), until: day(7) });
    await press(seller.page, "#holiday button[value='holiday']");
    assert.equal(await seller.page.locator("#holiday .notice.info").count(), 1);
    if (scripts) await look(seller.page, "on holiday");
    await buyer.visit(MALL, address);
    await until(buyer.page, "#standing");
    assert.ok((await buyer.page.locator("#standing").innerText()).includes(note));
    await buyer.visit(MALL, "/account/following");
    if (scripts) await look(buyer.page, "followed shops");
    await press(seller.page, "#holiday button[value='back']");
    await buyer.visit(MALL, address);
    await until(buyer.page, "main:not(:has(#standing))");

    await press(seller.page, "#lists button[value='quiet']");
    assert.equal(await seller.page.locator("#lists .notice.warn").count(), 1);
    await buyer.visit(MALL, "/shops");
    await until(buyer.page, `main:not(:has(a[href='${address}']))`);
    assert.equal(await buyer.visit(MALL, address), 200, "who has the address finds it");
    await press(seller.page, "#lists button[value='announce']");
    await buyer.visit(MALL, "/shops");
    await until(buyer.page, `main a[href='${address}']`);

    const name = await shopName(buyer, address);
    await buyer.visit(MALL, "/dev/mail");
    // The buyer has letters of the shop's orders too.
    const told = `tr:has-text("${BUYER}") a:has-text("${name}"):text-matches("is back|est de retour")`;
    await until(buyer.page, told);
    const letters = buyer.page.locator(told);
    assert.equal(await letters.count(), 1, "a week has one letter");
    await letters.first().click();
    const way = await buyer.page.locator(".letter a[href*='/hooks/unfollow']").first().getAttribute("href");

    const stranger = await stage.visitor({ scripts });
    assert.equal(await stranger.visit(MALL, new URL(way).pathname + new URL(way).search.replace(/key=.*/, "key=x")), 404);
    assert.equal(await stranger.visit(MALL, new URL(way).pathname + new URL(way).search), 200);
    if (scripts) await look(stranger.page, "follow no longer");
    await press(stranger.page, "main form[action^='/hooks/unfollow'] button");
    assert.equal(await stranger.page.locator("main [role='status']").count(), 1);
    await buyer.visit(MALL, "/account/following");
    assert.equal(await buyer.page.locator(`main a[href='${address}']`).count(), 0, "it left the list");
  });
}

async function shopName({ page, visit }, address) {
  await visit(MALL, address);
  return page.locator("h1").first().innerText();
}
