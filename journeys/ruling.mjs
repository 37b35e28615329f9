// New rules: proposed by one member, approved by another, announced to a seller, and followed at once where nobody's money
// hangs on them.

import assert from "node:assert/strict";
import { MALL, OPERATOR, SECOND, SHOP, fill, press, signIn } from "./cast.mjs";
import { journey, look, screenshot } from "./harness.mjs";

/** Of authorised shops from China: no other journey asks for it. */
const LIST = "/operator/policy/checklists/6";
const PAPER = "sector_licence";

journey("a change of money is decided by two and announced to sellers, a checklist is changed by forms", async (stage) => {
  const first = await stage.visitor();
  await signIn(first, OPERATOR, "/operator/policy");
  await first.page.locator("main [name='commission.rate_ppm']").fill("4.5");
  await press(first.page, "button[name='step'][value='check']");
  assert.ok((await first.page.locator("main del").count()) > 0, "what would change is shown");
  await first.page.locator("main [name='note']").fill("Banks have become cheaper.");
  await screenshot(first.page, "policy-change");
  await press(first.page, "button[name='step'][value='save']");
  assert.equal(await first.page.locator("button[value='approve']").count(), 0, "nobody approves what they proposed");

  const second = await stage.visitor();
  await signIn(second, SECOND, "/operator/policy");
  await press(second.page, "button[name='decision'][value='approve']");
  assert.equal(await second.page.locator("main .tag.info").count(), 1, "it is announced");
  await screenshot(second.page, "policy-announced");

  const seller = await stage.visitor();
  await signIn(seller, SHOP.email, "/seller");
  await press(seller.page, "main .notice a[href^='/seller/policy']");
  assert.ok((await seller.page.locator("main .notice del").count()) > 0, "the seller sees what changes");
  await screenshot(seller.page, "seller-policy");

  await second.page.locator("main summary", { hasText: "Call it off" }).click();
  await second.page.locator("main details[open] [name='reason']").fill("The banks have changed their minds.");
  await press(second.page, "button[value='call_off']");
  assert.equal(await second.page.locator("button[value='call_off']").count(), 0, "nobody agrees with themselves");
  await first.page.goto(first.page.url());
  await press(first.page, "main .notice button[value='call_off']");
  assert.equal(await first.page.locator("main .tag.info").count(), 0, "nothing is announced any more");
  await screenshot(first.page, "policy-called-off");
  await seller.page.reload();
  assert.equal(await seller.page.locator("main .notice del").count(), 0, "the seller sees that all stays");
  assert.match(await seller.page.locator("main").innerText(), /called off/);

  await asksForPaper(first);
  const plain = await stage.visitor({ scripts: false });
  await signIn(plain, OPERATOR, "/operator/policy");
  await asksNoMore(plain);
});

/** Asks for one paper more, after a slip, and puts that in force. */
async function asksForPaper({ page, visit }) {
  await visit(MALL, "/operator/policy");
  assert.equal(await page.locator("textarea[name='admission.checklists']").count(), 0);
  await fill(page, { "checkout.hold_minutes": "31" });
  await press(page, `#checklists button[formaction^='${LIST}'][value='edit']`);
  await look(page, "checklist");
  await fill(page, { "list.countries": "China, Atlantis", "list.more": PAPER });
  await press(page, "#papers button[value='add']");
  assert.equal(await page.locator(`button[value='take.${PAPER}']`).count(), 1, "the paper is there");
  await press(page, "button.main[value='done']");
  assert.equal(await page.locator("[id='f-list.countries-error']").count(), 1, "no such country");
  await look(page, "checklist with an error");
  await fill(page, { "list.countries": "China, HK" });
  await press(page, "button.main[value='done']");
  assert.equal(await page.locator("[aria-labelledby='changes'] ins").count(), 2, "paper and minutes");
  await look(page, "checklists");
  await press(page, "button[name='step'][value='save']");
  await visit(MALL, LIST);
  assert.equal(await page.locator(`button[value='take.${PAPER}']`).count(), 1, "it is in force");
}

/** Takes the paper away again, and the list before it, which comes back by leaving. */
async function asksNoMore({ page, visit }) {
  await visit(MALL, LIST);
  await press(page, `button[value='take.${PAPER}']`);
  await press(page, "button.main[value='done']");
  assert.equal(await page.locator("[aria-labelledby='changes'] ins").count(), 1);
  await press(page, "#checklists button[formaction*='/checklists/5'][value='drop']");
  assert.equal(await page.locator("#checklists .notice del").count(), 1, "the draft has one list less");
  await visit(MALL, LIST);
  await press(page, `button[value='take.${PAPER}']`);
  await press(page, "button.main[value='done']");
  await fill(page, { "checkout.hold_minutes": "30" });
  await press(page, "button[name='step'][value='check']");
  await press(page, "button[name='step'][value='save']");
  await visit(MALL, LIST);
  assert.equal(await page.locator(`button[value='take.${PAPER}']`).count(), 0, "it is as it was");
}
