// A retailer whom nobody knows comes with five hundred articles, and sells them in two markets out of one stock.

import assert from "node:assert/strict";
import { boutique } from "./archive.mjs";
import { MALL, OPERATOR, PASSWORD, fill, pay, press } from "./cast.mjs";
import { apply, check, describe, open, scan, sendPaper, signInAs, signUp, submit } from "./door.mjs";
import { journey, look, until } from "./harness.mjs";

const MAKERS = "makers.localhost";
const EMAIL = "arriving@journey.example";
const FLAGSHIP = "Five hundred jars";
const WORKSHOP = "Jars from the workshop";
const ARTICLES = 500;
const PICTURES = 8;

async function payWhatIsDue(seller) {
  const { page } = seller;
  const due = page.locator("#dues form:has(input[value='provider']) button");
  if ((await due.count()) === 0) return;
  await press(page, due);
  await pay(seller);
}

journey("a retailer brings five hundred articles and sells them on two markets", async (stage) => {
  const seller = await stage.visitor();
  const { page, visit } = seller;
  const checker = await stage.visitor();
  for (const market of [MALL, MAKERS]) await signInAs(checker, market, OPERATOR, PASSWORD);

  await signUp(seller, MALL, "Jeanne Voyage", EMAIL);
  const flagship = await apply(seller, MALL, "flagship", FLAGSHIP);
  await describe(seller, EMAIL);
  for (const kind of ["trademark", "register_extract"]) await sendPaper(seller, kind, scan(kind));
  await submit(seller);
  await check(checker, MALL, FLAGSHIP);
  await visit(MALL, flagship);
  await payWhatIsDue(seller);
  await open(seller, MALL, flagship);

  await visit(MALL, "/seller/import");
  const zip = { name: "boutique.zip", mimeType: "application/zip", buffer: boutique(ARTICLES, PICTURES) };
  await page.locator("input[type='file']").setInputFiles(zip);
  await press(page, "#f-file button.main");
  await finished(page);
  await look(page, "import of a boutique");
  assert.deepEqual(await outcome(page), { done: ARTICLES, refused: 0 }, "every article is taken");

  await signInAs(seller, MAKERS, EMAIL);
  const workshop = await apply(seller, MAKERS, "maker", WORKSHOP);
  await describe(seller, EMAIL);
  for (const kind of ["making_proof", "identity"]) await sendPaper(seller, kind, scan(kind));
  await submit(seller);
  await check(checker, MAKERS, WORKSHOP);
  await visit(MAKERS, workshop);
  await payWhatIsDue(seller);
  await open(seller, MAKERS, workshop);

  await visit(MAKERS, "/seller/assortment");
  await fill(page, { rounding: "ninety", rate: "1.1" });
  await press(page, "button[name='do'][value='preview']");
  await look(page, "assortment of five hundred");
  await press(page, "button[name='do'][value='all']");
  await finished(page);
  assert.deepEqual(await outcome(page), { done: ARTICLES, refused: 0 }, "every article is offered");
  for (const host of [MALL, MAKERS]) {
    await visit(host, `/search?q=${encodeURIComponent("Journey jar 77")}`);
    await until(page, `main a:has-text("Journey jar 77")`);
  }
});

async function finished(page) {
  await page.waitForFunction(() => document.querySelector("#job") && !document.querySelector("#job").dataset.renew, null, {
    timeout: 240_000,
  });
}

async function outcome(page) {
  const figures = await page.locator("#job .figure strong").allInnerTexts();
  const [done, , refused] = figures.map((text) => Number(text.replaceAll(/\D/g, "")));
  return { done, refused };
}
