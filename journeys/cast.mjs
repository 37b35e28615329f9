// Who the journeys' people are, and what they do again and again. Names no words of a page, so that it serves every
// language: what is pressed is found by what it sends.

import assert from "node:assert/strict";

export const MALL = "mall.localhost";
export const PASSWORD = "halles-demo";
export const BUYER = "elodie.marchand@example.com";
export const OPERATOR = "console@halles.example";
export const SECOND = "second@halles.example";
export const SHOP = { slug: "galoche-et-fils", email: "atelier@galoche-et-fils.example" };
export const OTHER_SHOP = { slug: "atelier-brume", email: "bonjour@atelier-brume.example" };
export const CARDS = { good: "4242424242424242", declined: "4000000000000002" };

const ADDRESS = { name: "Marta Kowalczyk", street: "12 rue Mercière", postcode: "69002", city: "Lyon", country: "FR" };
const PRODUCTS_TRIED_MAX = 8;
const LETTER_WAIT_MS = 10_000;

/** Presses, and waits for the page that comes of it. */
export async function press(page, what) {
  const button = typeof what === "string" ? page.locator(what) : what;
  const loaded = page.waitForEvent("load");
  await button.filter({ visible: true }).first().click();
  await loaded;
}

export async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name="${name}"]`).first();
    const isList = (await field.evaluate((element) => element.tagName)) === "SELECT";
    await (isList ? field.selectOption(value) : field.fill(value));
  }
}

export async function signIn({ page, visit }, email, next = "/", password = PASSWORD) {
  assert.equal(await visit(MALL, `/sign-in?next=${encodeURIComponent(next)}`), 200);
  await fill(page, { email, password });
  await press(page, "form[action='/sign-in'] button.main");
  assert.equal(new URL(page.url()).pathname, next.split("?")[0], "signing in leads on");
}

/** Opens the first product of a shop that can be bought, or the last: two who buy at once leave each other the only piece. */
export async function openProduct({ page, visit }, shop, { last = false } = {}) {
  assert.equal(await visit(MALL, `/shop/${shop.slug}`), 200);
  const all = await page.locator("main a[href^='/product/']").evaluateAll((links) => links.map((link) => link.pathname));
  const paths = [...new Set(all)];
  for (const path of (last ? paths.reverse() : paths).slice(0, PRODUCTS_TRIED_MAX)) {
    assert.equal(await visit(MALL, path), 200);
    if ((await page.locator("#buy").count()) > 0) return page.locator("h1").innerText();
  }
  return assert.fail(`${shop.slug} has nothing to sell`);
}

/** Chooses a variant that is there, and puts it into the cart. */
export async function putInCart({ page }) {
  const variants = page.locator("#buy label:has(input[name='offer']:not([disabled]))");
  if ((await variants.count()) > 0) await variants.first().click();
  await press(page, "[form='buy'], #buy button.main");
}

/** From the cart to the provider's page. A guest has to say who and where. */
export async function checkOut({ page, visit }, { email = "marta.kowalczyk@example.com" } = {}) {
  assert.equal(await visit(MALL, "/checkout"), 200);
  const isGuest = (await page.locator("[name='email']").count()) > 0;
  await fill(page, isGuest ? { email, ...ADDRESS } : ADDRESS);
  await press(page, "button.button[name='do'][value='update']");
  for (const group of await page.locator("fieldset:has(input[name^='delivery.'])").all()) {
    await group.locator("label:has(input:not([disabled]))").first().click();
  }
  await press(page, "button[name='do'][value='pay']");
  assert.match(page.url(), /\/sandbox\/pay\//);
}

export async function pay({ page }, card = CARDS.good) {
  await fill(page, { card, expiry: "12/39", cvc: "123" });
  await press(page, "form[action^='/sandbox/pay/'] button.main");
}

/** Buys one piece of a shop as a guest, and comes back with the order's id. The visitor stands at the purchase. */
export async function buy(visitor, shop = SHOP) {
  const title = await openProduct(visitor, shop);
  await putInCart(visitor);
  await checkOut(visitor);
  await pay(visitor);
  const order = await visitor.page.locator("section.card[id^='ord_']").getAttribute("id");
  return { order, title, purchase: new URL(visitor.page.url()).pathname };
}

/** The seller sends the order and, as the carrier would, says that it arrived. */
export async function send({ page, visit }, order) {
  assert.equal(await visit(MALL, `/seller/orders/${order}`), 200);
  await fill(page, { carrier: "Colissimo", tracking: "6A12345678901" });
  await press(page, "form[action*='/shipments'] button.main");
}

export async function deliver({ page }) {
  await press(page, "form[action*='/parcels/'] button");
}

/** Opens the newest letters to an address until one has a web address that matches, and gives it: letters follow an act by a moment. */
export async function letter({ page, visit }, email, wanted) {
  const until = Date.now() + LETTER_WAIT_MS;
  const letters = page.locator(`tr:has(td:text-is("${email}")) a`);
  for (;;) {
    assert.equal(await visit(MALL, "/dev/mail"), 200);
    if ((await letters.count()) > 0) {
      await press(page, letters);
      const links = await page.locator(".letter a").evaluateAll((all) => all.map((link) => link.href));
      const found = links.find((link) => wanted.test(link));
      if (found) return new URL(found);
    }
    assert.ok(Date.now() < until, `no ${wanted} in the newest letter to ${email}`);
    await page.waitForTimeout(100);
  }
}
