// Many rows at once. Shops: found by a filter, suspended by a job after a page that says how many, and let go on again.
// Applications: taken by who presses, their applicants reminded once a day.

import assert from "node:assert/strict";
import { MALL, OPERATOR, press, signIn } from "./cast.mjs";
import { axe, fits, journey, screenshot, until } from "./harness.mjs";

/** Part of a name that only shops of no other journey have. */
const NAMED = "drechsel";
const FOUND = "A test of the recall: jars without the date on them.";
/** Who applies in the demo: nobody looks at the first one yet, the second one was asked something. */
const WAITS = "Verrerie du Héron";
const ASKED = { name: "Rucher de Combe Noire", email: "julien@rucher-de-combe-noire.example" };

async function ends(page) {
  assert.match(new URL(page.url()).pathname, /^\/operator\/jobs\/job_/);
  await page.waitForFunction(() => !document.querySelector("#job").dataset.renew);
}

journey("shops are suspended all at once and let go on again", async (stage) => {
  const { page, visit } = await stage.visitor();
  await signIn({ page, visit }, OPERATOR, "/operator/shops");
  await page.locator("main [name='q']").first().fill(NAMED);
  await press(page, "main form[role='search'] button");
  const list = page.url();
  const shops = await page.locator("main input[name='row']").count();
  assert.ok(shops > 0, "the filter finds some");
  await axe(page);
  await page.locator("main input[name='all']").check();
  await press(page, "button[name='what'][value='suspend_shops']");
  assert.equal(await page.locator("main section li").count(), shops, "each is named");
  await page.locator("main [name='found']").fill("Bad.");
  await press(page, "main form[action^='/operator/bulk'] button");
  assert.ok((await page.locator("#f-found-error").count()) > 0, "reasons are asked for");
  await axe(page);
  await fits(page);
  await page.locator("main [name='found']").fill(FOUND);
  await press(page, "main form[action^='/operator/bulk'] button");
  await ends(page);
  assert.equal(await page.locator("main tbody tr").count(), shops, "each has its line");
  await axe(page);
  await fits(page);
  await screenshot(page, "operator-bulk-job");
  await press(page, page.locator("main tbody a").first());
  assert.ok((await page.locator("main form[action*='/end']").count()) > 0, "it is suspended");

  await page.goto(list);
  for (const row of await page.locator("main input[name='row']").all()) await row.check();
  await press(page, "button[name='what'][value='lift_suspensions']");
  await press(page, "main form[action^='/operator/bulk'] button");
  await ends(page);
  assert.equal(await page.locator("main tbody .tag.good").count(), shops, "all sell again");
  assert.equal(await visit(MALL, "/operator/jobs"), 200);
  assert.ok((await page.locator("main tbody tr").count()) >= 2);
  await axe(page);
});

/** Ticks one row, or takes all that the filter finds, and goes through the page in between; answers the job's lines. */
async function acts({ page }, what, name) {
  const box = name ? `main tr:has-text("${name}") input[name='row']` : "main input[name='all']";
  await page.locator(box).check();
  await press(page, `button[name='what'][value='${what}']`);
  if (name) assert.deepEqual(await page.locator("main section li").allInnerTexts(), [name], "it is named");
  await axe(page);
  await fits(page);
  await press(page, "main form[action^='/operator/bulk'] button");
  await ends(page);
  return page.locator("main tbody tr").allInnerTexts();
}

journey("applications are taken and their applicants reminded all at once", async (stage) => {
  const operator = await stage.visitor();
  const { page, visit } = operator;
  await signIn(operator, OPERATOR, "/operator/applications");
  await screenshot(page, "operator-applications");
  const taken = await acts(operator, "take_applications", WAITS);
  assert.equal(taken.length, 1);
  assert.equal(await page.locator("main tbody .tag.bad").count(), 0, "nothing stands against it");
  await press(page, page.locator("main tbody a").first());
  assert.equal(await page.locator("form[action*='/review']").count(), 0, "it is taken");
  assert.ok((await page.locator("form[action*='/questions']").count()) > 0, "and can be looked at");

  assert.equal(await visit(MALL, "/operator/applications?queue=theirs"), 200);
  await axe(page);
  await fits(page);
  await acts(operator, "remind_applications", ASKED.name);
  assert.equal(await page.locator("main tbody .tag.good").count(), 1, "a letter goes");
  await visit(MALL, "/operator/applications?queue=theirs");
  const all = await acts(operator, "remind_applications");
  const again = all.find((line) => line.includes(ASKED.name));
  assert.ok(again, "the filter finds it too");
  assert.equal(await page.locator(`main tr:has-text("${ASKED.name}") .tag.good`).count(), 0, "once a day");
  await screenshot(page, "operator-remind-job");
  await visit(MALL, "/dev/mail");
  const letters = `tr:has(td:text-is("${ASKED.email}")) a:text-matches("vous attend jusqu|waits for you until")`;
  await until(page, letters);
  assert.equal(await page.locator(letters).count(), 1, "one letter");
  await press(page, page.locator(letters).first());
  assert.ok((await page.locator(".letter a[href*='/seller/applications/app_']").count()) > 0, "it leads to the application");
});
