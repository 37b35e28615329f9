// Every kind of page, by day and by night: nobody is kept out, and no phone has to be scrolled sideways.

import assert from "node:assert/strict";
import { BUYER, MALL, OPERATOR, OTHER_SHOP, SHOP } from "./cast.mjs";
import { buy, checkOut, openProduct, putInCart, signIn } from "./cast.mjs";
import { WIDTHS, axe, fits, journey, screenshot, wears } from "./harness.mjs";

/** The night changes nothing but colours, and colours are the same at every width. */
const LOOKS = [
  [WIDTHS.desk, "light", {}],
  [WIDTHS.desk, "dark", { only: ["color-contrast", "link-in-text-block"] }],
  [WIDTHS.phone, "light", { without: ["color-contrast"] }],
];

/** Looks at pages in one window that changes, as somebody does who turns a tablet at dusk. */
async function look({ page, visit }, pages) {
  const failures = [];
  for (const [name, path] of Object.entries(pages)) {
    assert.equal(await visit(MALL, path), name.startsWith("absent") ? 404 : 200, path);
    for (const [width, colorScheme, rules] of LOOKS) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const note = (error) => failures.push(`${name}, ${width}, ${colorScheme}: ${error.message}`);
      await wears(page, colorScheme).catch(note);
      await fits(page).catch(note);
      await axe(page, rules).catch(note);
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
    "search without a find": "/search?q=nosuchthing",
    "absent page": "/nowhere",
    shops: "/shops",
    shop: `/shop/${OTHER_SHOP.slug}`,
    product,
    cart: "/cart",
    checkout: "/checkout",
    "sign in": "/sign-in",
    "sign up": "/sign-up",
    "forgotten password": "/password/forgotten",
    "new password": "/password/new?token=none",
    "proof of an address": "/verify?token=none",
    "letter box": "/dev/mail",
    about: "/about",
    "way in": "/apply",
  });
  await checkOut(visitor);
  await look(visitor, { "payment page": new URL(visitor.page.url()).pathname, unpaid: "/purchases" });
});

journey("a buyer's pages fit everybody", async (stage) => {
  const visitor = await stage.visitor();
  await signIn(visitor, BUYER, "/purchases");
  const links = await visitor.page.locator("main li a[href^='/purchases/']").evaluateAll((all) => all.map((a) => a.pathname));
  const ways = {};
  for (const purchase of links) {
    await visitor.visit(MALL, purchase);
    for (const way of ["paper", "refund-request", "withdrawal"]) {
      const link = visitor.page.locator(`main a[href^='/orders/'][href$='/${way}']`).first();
      if (!ways[way] && (await link.count()) > 0) ways[way] = await link.getAttribute("href");
    }
    if (Object.keys(ways).length === 3) break;
  }
  await look(visitor, {
    purchases: "/purchases",
    purchase: links[0],
    receipt: ways.paper,
    "refund request": ways["refund-request"],
    withdrawal: ways.withdrawal,
    account: "/account",
    followed: "/account/following",
    "follow a shop": `/shop/${OTHER_SHOP.slug}/follow`,
  });
});

journey("a seller's pages fit everybody", async (stage) => {
  const { order } = await buy(await stage.visitor());
  const visitor = await stage.visitor();
  await signIn(visitor, SHOP.email, "/seller/products");
  const product = await visitor.page.locator("main a[href^='/seller/products/prd_']").first().getAttribute("href");
  const stock = await visitor.page.locator("main a[href^='/seller/stock/']").first().getAttribute("href");
  await look(visitor, {
    overview: "/seller",
    orders: "/seller/orders",
    order: `/seller/orders/${order}`,
    "packing slip": `/seller/orders/${order}/packing-slip`,
    tracking: "/seller/tracking",
    products: "/seller/products",
    "product form": product,
    stock,
    balance: "/seller/balance",
    payouts: "/seller/payouts",
    rules: "/seller/policy",
    "shop form": "/seller/shop",
    decorating: "/seller/decor",
    opening: "/seller/opening",
    applications: "/seller/applications",
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
    "console shops": "/operator/shops",
    "console applications": "/operator/applications",
    "papers that end": "/operator/papers",
    invitations: "/operator/invitations",
    requests: "/operator/requests",
    doctor: "/operator/doctor",
  });
});
