// A seller at the door: from nothing to an open flagship, and what the checker sees of it.

import assert from "node:assert/strict";
import { MALL, OPERATOR, fill, pay, press, signIn } from "./cast.mjs";
import { journey, look, until } from "./harness.mjs";
import { picture } from "./picture.mjs";

const NAME = "Flagship of the journey";
const EMAIL = "flagship@journey.example";
const DETAILS = {
  legal_name: "Journey SARL",
  representative: "Jeanne Voyage",
  street: "3 rue du Port",
  postcode: "69002",
  city: "Lyon",
  email: EMAIL,
  phone: "+33 4 00 00 00 00",
  register: "RCS Lyon",
  register_number: "552 100 554",
  iban: "FR7630006000011234567890189",
};

async function sendPaper(page, kind, file) {
  await page.locator("#papers select[name='kind']").selectOption(kind);
  await page.locator("#papers input[type='file']").setInputFiles(file);
  await press(page, "form[action$='/papers'] button");
}

journey("a seller comes from nothing to an open flagship", async (stage) => {
  const seller = await stage.visitor();
  const { page, visit } = seller;
  await visit(MALL, "/sign-up");
  await fill(page, { name: "Jeanne Voyage", email: EMAIL, password: "a long enough password" });
  await press(page, "form[action='/sign-up'] button.main");
  await visit(MALL, "/apply?country=FR");
  await look(page, "apply");
  await page.locator("label:has(input[name='kind'][value='flagship'])").click();
  await fill(page, { shop_name: NAME });
  await press(page, "form[method='post'][action='/apply'] button.main");
  const application = new URL(page.url()).pathname;
  assert.match(application, /^\/seller\/applications\/app_/);
  assert.ok((await page.locator("#missing li").count()) > 8, "the page says what is missing");
  await look(page, "application draft");

  await fill(page, DETAILS);
  for (const box of await page.locator("#details label.check").all()) await box.click();
  await press(page, "#details button.start");
  const script = { name: "mark.pdf", mimeType: "application/pdf", buffer: Buffer.from("<script>alert(1)</script>") };
  await sendPaper(page, "trademark", script);
  assert.equal(await page.locator("#papers .notice.bad").count(), 1, "a page in a PDF's name is no paper");
  await sendPaper(page, "trademark", { name: "mark.png", mimeType: "image/png", buffer: picture(600, 400) });
  await sendPaper(page, "register_extract", { name: "rcs.png", mimeType: "image/png", buffer: picture(400, 600) });
  await press(page, "form[action$='/submission'] button");
  assert.equal(await page.locator("form[action$='/submission']").count(), 0, "it is on its way");

  const checker = await stage.visitor();
  await signIn(checker, OPERATOR, "/operator/applications");
  const desk = checker.page;
  await until(desk, `main a:has-text("${NAME}")`);
  await press(desk, desk.locator(`main a:has-text("${NAME}")`));
  await press(desk, "form[action*='/review'] button");
  assert.ok(await desk.locator("article img").first().evaluate((one) => one.decode().then(() => one.naturalWidth > 0)));
  await look(desk, "application in review");
  for (let left = await desk.locator("button[value='accepted']").count(); left > 0; left -= 1) {
    await press(desk, "button[value='accepted']");
  }
  await until(desk, "section:has(button[value='pass']) .tag.good");
  await press(desk, "button[value='pass']");
  await press(desk, "button[value='pass']");
  assert.equal(await desk.locator("button[value='pass']").count(), 0, "it is approved");

  await visit(MALL, application);
  assert.equal(await page.locator("#dues dt.total").count(), 1, "a deposit and a year are due");
  await look(page, "application paying");
  await press(page, "#dues form:has(input[value='provider']) button");
  await pay(seller);
  assert.equal(new URL(page.url()).pathname, application, "the provider leads back");
  assert.equal(await page.locator("#dues").count(), 0, "it is paid");
  await press(page, "main a[href^='/seller/shop']");
  await fill(page, { "name.0": "Colissimo", "countries.0": "FR", "price.0": "4.90", "per_kg.0": "0", "days_min.0": "2", "days_max.0": "4" });
  await press(page, "form[action*='/shop/zones'] button.main");
  await visit(MALL, application);
  await press(page, "form[action$='/opening'] button");
  await look(page, "application open");
  await visit(MALL, "/shops");
  await until(page, `main :text("${NAME}")`);
});
