// Every kind of page, by day and by night: nobody is kept out, and no phone has to be scrolled sideways.

import assert from "node:assert/strict";
import { BUYER, MALL, OPERATOR, OTHER_SHOP, SHOP, buy, openProduct, putInCart, signIn } from "./cast.mjs";
import { WIDTHS, axe, fits, journey, screenshot } from "./harness.mjs";

/** Colours are the same at every width, so the phone is looked at once. */
const LOOKS = [
  [WIDTHS.desk, "light"],
  [WIDTHS.desk, "dark"],
  [WIDTHS.phone, "light"],
];

/** Looks at pages in one window that changes, as somebody does who turns a tablet at dusk. */
async function look({ page, visit }, pages) {
  const failures = [];
  for (const [name, path] of Object.entries(pages)) {
    assert.equal(await visit(MALL, path), 200, path);
    for (const [width, colorScheme] of LOOKS) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const note = (error) => failures.push(`${name}, ${width}, ${colorScheme}: ${error.message}`);
      await fits(page).catch(note);
      await axe(page).catch(note);
      await screenshot(page, `fit ${name} ${width} ${colorScheme}`);
    }
  }
  assert.equal(failures.length, 0, failures.join("\n\n"));
}

journey("a guest's pages fit everybody", async (stage) => {
  const visitor = await stage.visitor();
  await openProduct(visitor, OTHER_SHOP);
  const product = new URL(visitor.page.url()).pathname;
  await putInCart(visitor);
  await look(visitor, {
    home: "/",
    category: "/category/kitchen",
    search: "/search?q=salt",
    shops: "/shops",
    shop: `/shop/${OTHER_SHOP.slug}`,
    product,
    cart: "/cart",
    checkout: "/checkout",
    "sign in": "/sign-in",
    "sign up": "/sign-up",
    about: "/about",
  });
});

journey("a buyer's pages fit everybody", async (stage) => {
  const visitor = await stage.visitor();
  await signIn(visitor, BUYER, "/purchases");
  const first = await visitor.page.locator("main li a[href^='/purchases/']").first().getAttribute("href");
  await look(visitor, { purchases: "/purchases", purchase: first.split("#")[0], account: "/account" });
});

journey("a seller's pages fit everybody", async (stage) => {
  const { order } = await buy(await stage.visitor());
  const visitor = await stage.visitor();
  await signIn(visitor, SHOP.email, "/seller/products");
  const product = await visitor.page.locator("main a[href^='/seller/products/prd_']").first().getAttribute("href");
  await look(visitor, {
    overview: "/seller",
    orders: "/seller/orders",
    order: `/seller/orders/${order}`,
    products: "/seller/products",
    "product form": product,
    balance: "/seller/balance",
    payouts: "/seller/payouts",
    "shop form": "/seller/shop",
  });
});

journey("an operator's pages fit everybody", async (stage) => {
  const visitor = await stage.visitor();
  await signIn(visitor, OPERATOR, "/operator/orders");
  const order = await visitor.page.locator("main a[href^='/operator/orders/ord_']").first().getAttribute("href");
  await look(visitor, {
    console: "/operator",
    "console orders": "/operator/orders",
    "console order": order,
    ledger: "/operator/ledger",
    reconciliation: "/operator/reconciliation",
    "console payouts": "/operator/payouts",
    policy: "/operator/policy",
  });
});
