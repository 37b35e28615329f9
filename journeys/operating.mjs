// The operator's books: money leaves for a bank, and every side of the books says the same.

import assert from "node:assert/strict";
import { MALL, OPERATOR, press, signIn } from "./cast.mjs";
import { journey, screenshot } from "./harness.mjs";

journey("an approved payout leaves, and ledger and settlements agree", async (stage) => {
  const operator = await stage.visitor();
  const { page, visit } = operator;
  await signIn(operator, OPERATOR, "/operator/payouts");
  const proposed = page.locator("label:has(input[name='payout'])");
  const count = await proposed.count();
  assert.ok(count > 0, "the demo has proposed payouts");
  const payout = await page.locator("input[name='payout']").first().getAttribute("value");
  await proposed.first().click();
  await press(page, "button[name='decision'][value='approve']");
  assert.equal(await page.locator(".notice.bad").count(), 0, "nothing stood against it");
  await visit(MALL, "/operator/payouts");
  assert.equal(await page.locator(`input[value='${payout}']`).count(), 0, "it is no longer proposed");
  await screenshot(page, "payouts");

  await visit(MALL, "/operator/ledger");
  assert.ok((await page.locator("main table tbody tr").count()) > 5, "the accounts are listed");
  assert.equal(await page.locator("main .figure .tag.bad").count(), 0, "debits are credits, and what is owed is covered");
  await screenshot(page, "ledger");

  await visit(MALL, "/operator/reconciliation");
  assert.ok((await page.locator("main tbody tr").count()) > 5, "a row for each settled day");
  assert.equal(await page.locator("main .tag.bad").count(), 0, "ledger, file and bank agree");
  await screenshot(page, "reconciliation");
});
