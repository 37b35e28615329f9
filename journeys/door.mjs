// What a seller and a checker do at the door of a market, wherever it stands.

import assert from "node:assert/strict";
import { fill, press } from "./cast.mjs";
import { until } from "./harness.mjs";
import { picture } from "./picture.mjs";

const DETAILS = {
  legal_name: "Journey SARL",
  representative: "Jeanne Voyage",
  street: "3 rue du Port",
  postcode: "69002",
  city: "Lyon",
  phone: "+33 4 00 00 00 00",
  register: "RCS Lyon",
  register_number: "552 100 554",
  iban: "FR7630006000011234567890189",
};
const ZONE = { "name.0": "Colissimo", "countries.0": "FR", "price.0": "4.90", "per_kg.0": "0", "days_min.0": "2", "days_max.0": "4" };
/** A checker passes an application through so many stages at most. */
const STAGES = 3;
const PASSWORD = "a long enough password";

export async function signUp({ page, visit }, market, name, email) {
  await visit(market, "/sign-up");
  await fill(page, { name, email, password: PASSWORD });
  await press(page, "form[action='/sign-up'] button.main");
}

export async function signInAs({ page, visit }, market, email, password = PASSWORD) {
  await visit(market, "/sign-in");
  await fill(page, { email, password });
  await press(page, "form[action='/sign-in'] button.main");
}

/** Begins an application for a kind of shop; answers the path of its page. */
export async function apply({ page, visit }, market, kind, name) {
  await visit(market, "/apply?country=FR");
  await page.locator(`label:has(input[name='kind'][value='${kind}'])`).click();
  await fill(page, { shop_name: name });
  await press(page, "form[method='post'][action='/apply'] button.main");
  return new URL(page.url()).pathname;
}

/** Says who the trader is, and declares whatever is asked. */
export async function describe({ page }, email) {
  await fill(page, { ...DETAILS, email });
  await page.locator("#details select[name='category.0']").selectOption("kitchen");
  for (const box of await page.locator("#details label.check").all()) await box.click();
  await press(page, "#details button.start");
}

export async function sendPaper({ page }, kind, file) {
  await page.locator("#papers select[name='kind']").selectOption(kind);
  await page.locator("#papers input[type='file']").setInputFiles(file);
  await press(page, "form[action$='/papers'] button");
}

export function scan(name, width = 600, height = 400) {
  return { name: `${name}.png`, mimeType: "image/png", buffer: picture(width, height) };
}

export async function submit({ page }) {
  await press(page, "form[action$='/submission'] button");
}

/** The checker opens the application that waits, looks at it with `look`, accepts every paper, and lets it pass. */
export async function check({ page, visit }, market, name, look = async () => {}) {
  await visit(market, "/operator/applications");
  await until(page, `main a:has-text("${name}")`);
  await press(page, page.locator(`main a:has-text("${name}")`));
  await press(page, "form[action*='/review'] button");
  await look();
  for (let left = await page.locator("button[value='accepted']").count(); left > 0; left -= 1) {
    await press(page, "button[value='accepted']");
  }
  if ((await page.locator("input[name='score']").count()) > 0) {
    await fill(page, { score: "90" });
    await press(page, "form[action*='/score'] button");
  }
  await until(page, "section:has(button[value='pass']) .tag.good");
  for (let tries = 0; tries < STAGES && (await page.locator("button[value='pass']").count()) > 0; tries += 1) {
    await press(page, "button[value='pass']");
  }
  assert.equal(await page.locator("button[value='pass']").count(), 0, "it is approved");
}

/** One way of delivery, then the door opens. */
export async function open({ page, visit }, market, application) {
  await visit(market, application);
  await press(page, "main a[href^='/seller/shop']");
  await fill(page, ZONE);
  await press(page, "form[action*='/shop/zones'] button.main");
  await visit(market, application);
  await press(page, "form[action$='/opening'] button");
}
