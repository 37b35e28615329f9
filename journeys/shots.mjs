// The README's pictures, taken from a fresh demo: node shots.mjs, with HALLES_BIN and HALLES_BROWSER as for the journeys.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CARDS, MALL, OPERATOR, OTHER_SHOP, SHOP, checkOut, fill, openProduct, pay, putInCart, signIn } from "./cast.mjs";
import { startMarkets } from "./markets.mjs";
import { packed } from "./picture.mjs";
import { WIDTHS, openBrowser, openVisitor } from "./visitors.mjs";

const BYTES_MAX = 250_000;
const WINDOW = { width: WIDTHS.desk, height: 800 };
const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "../docs/pictures");

const server = await startMarkets();
const browser = await openBrowser();
try {
  await mkdir(FOLDER, { recursive: true });
  await buyersPictures(await openVisitor(browser, server, WINDOW));
  await deskPictures();
  await phonePicture(await openVisitor(browser, server, { width: WIDTHS.phone, scheme: "dark" }));
} finally {
  await browser.close();
  await server.stop();
}

async function buyersPictures(visitor) {
  await visitor.visit(MALL);
  await keep(visitor, "home");
  await openProduct(visitor, OTHER_SHOP);
  await keep(visitor, "product");
  await putInCart(visitor);
  await openProduct(visitor, SHOP);
  await putInCart(visitor);
  await visitor.visit(MALL, "/checkout");
  await fill(visitor.page, { email: "marta@example.com", name: "Marta Kowalczyk", street: "12 rue Mercière" });
  await fill(visitor.page, { postcode: "69002", city: "Lyon" });
  await keep(visitor, "checkout");
  await checkOut(visitor);
  await pay(visitor, CARDS.good);
  await keep(visitor, "purchase");
}

async function deskPictures() {
  const seller = await openVisitor(browser, server, WINDOW);
  await signIn(seller, SHOP.email, "/seller/orders");
  await keep(seller, "seller-orders");
  const operator = await openVisitor(browser, server, WINDOW);
  await signIn(operator, OPERATOR, "/operator/ledger");
  await keep(operator, "operator-ledger");
}

async function phonePicture(visitor) {
  await openProduct(visitor, OTHER_SHOP);
  await keep(visitor, "phone-dark");
}

async function keep({ page, problems }, name) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    globalThis.scrollTo(0, 0);
  });
  const path = join(FOLDER, `${name}.png`);
  const file = packed(await page.screenshot());
  assert.ok(file.length < BYTES_MAX, `${name} is too large for a README: ${file.length}`);
  await writeFile(path, file);
  assert.deepEqual(problems, [], name);
}
