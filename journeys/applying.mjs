// A seller at the door: from nothing to an open flagship, and what the checker sees of it.

import assert from "node:assert/strict";
import { MALL, OPERATOR, PASSWORD, pay, press } from "./cast.mjs";
import { apply, check, describe, open, scan, sendPaper, signInAs, signUp, submit } from "./door.mjs";
import { journey, look, until } from "./harness.mjs";

const NAME = "Flagship of the journey";
const EMAIL = "flagship@journey.example";

journey("a seller comes from nothing to an open flagship", async (stage) => {
  const seller = await stage.visitor();
  const { page, visit } = seller;
  await signUp(seller, MALL, "Jeanne Voyage", EMAIL);
  await visit(MALL, "/apply?country=FR");
  await look(page, "apply");
  const application = await apply(seller, MALL, "flagship", NAME);
  assert.match(application, /^\/seller\/applications\/app_/);
  assert.ok((await page.locator("#missing li").count()) > 8, "the page says what is missing");
  await look(page, "application draft");

  await describe(seller, EMAIL);
  const script = { name: "mark.pdf", mimeType: "application/pdf", buffer: Buffer.from("<script>alert(1)</script>") };
  await sendPaper(seller, "trademark", script);
  assert.equal(await page.locator("#papers .notice.bad").count(), 1, "a page in a PDF's name is no paper");
  await sendPaper(seller, "trademark", scan("mark"));
  await sendPaper(seller, "register_extract", scan("rcs", 400, 600));
  await submit(seller);
  assert.equal(await page.locator("form[action$='/submission']").count(), 0, "it is on its way");

  const checker = await stage.visitor();
  await signInAs(checker, MALL, OPERATOR, PASSWORD);
  const desk = checker.page;
  await check(checker, MALL, NAME, async () => {
    const paper = desk.locator("article img").first();
    assert.ok(await paper.evaluate((one) => one.decode().then(() => one.naturalWidth > 0)));
    await look(desk, "application in review");
  });

  await visit(MALL, application);
  assert.equal(await page.locator("#dues dt.total").count(), 1, "a deposit and a year are due");
  await look(page, "application paying");
  await press(page, "#dues form:has(input[value='provider']) button");
  await pay(seller);
  assert.equal(new URL(page.url()).pathname, application, "the provider leads back");
  assert.equal(await page.locator("#dues").count(), 0, "it is paid");
  await open(seller, MALL, application);
  await look(page, "application open");
  await visit(MALL, "/shops");
  await until(page, `main :text("${NAME}")`);
});
