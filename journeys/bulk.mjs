// Many shops at once: found by a filter, suspended by a job after a page that says how many, and let go on again.

import assert from "node:assert/strict";
import { MALL, OPERATOR, press, signIn } from "./cast.mjs";
import { axe, fits, journey, screenshot } from "./harness.mjs";

/** Part of a name that only shops of no other journey have. */
const NAMED = "drechsel";
const FOUND = "A test of the recall: jars without the date on them.";

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
