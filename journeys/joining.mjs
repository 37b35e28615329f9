// A shop's people: asked by letter, joined, given another role, and out at once when they are removed.

import assert from "node:assert/strict";
import { MALL, OTHER_SHOP, fill, press, signIn } from "./cast.mjs";
import { WIDTHS, axe, journey, screenshot } from "./harness.mjs";

const EMAIL = "joining.person@example.com";

journey("somebody is invited, joins, gets another role, and is out at once when removed", async (stage) => {
  const owner = await stage.visitor();
  await signIn(owner, OTHER_SHOP.email, "/seller/members");
  await axe(owner.page);
  await fill(owner.page, { email: EMAIL });
  await owner.page.locator("main form:has([name='email'][type='email']) [name='role']").selectOption("clerk");
  await press(owner.page, "main form:has(input[value='invite']) button.main");
  await screenshot(owner.page, "members-invited");

  const person = await stage.visitor({ width: WIDTHS.phone });
  const { page, visit } = person;
  await visit(MALL, "/sign-up");
  await fill(page, { name: "Joining Person", email: EMAIL, password: "a phrase that nobody guesses" });
  await press(page, "form[action='/sign-up'] button.main");
  assert.equal(await visit(MALL, "/seller/orders"), 404, "not yet");
  const links = await allLinks(person);
  await visit(MALL, path(links.find((link) => link.includes("/verify"))));
  await press(page, "form[action='/verify'] button.main");
  await visit(MALL, path(links.find((link) => link.includes("/join"))));
  await axe(page);
  await screenshot(page, "members-join");
  await press(page, "main form[action^='/join'] button.main");
  assert.equal(await visit(MALL, "/seller/orders"), 200, "a clerk sees orders");
  assert.equal(await visit(MALL, "/seller/balance"), 403, "and no money");

  await owner.visit(MALL, "/seller/members");
  const row = owner.page.locator("main tr", { hasText: EMAIL });
  await row.locator("[name='role']").selectOption("accountant");
  await press(owner.page, row.locator("form:has(input[value='role']) button"));
  assert.equal(await visit(MALL, "/seller/balance"), 200, "the role holds at once");
  assert.equal(await visit(MALL, "/seller/tracking"), 403);

  await press(owner.page, owner.page.locator("main tr", { hasText: EMAIL }).locator("form:has(input[value='remove']) button"));
  assert.equal(await visit(MALL, "/seller/balance"), 404, "the same session opens nothing any more");
  assert.equal(await visit(MALL, "/account"), 200, "while the account stays");
});

const path = (link) => new URL(link).pathname + new URL(link).search;

/** The web addresses in all letters to the person. */
async function allLinks({ page, visit }) {
  await visit(MALL, "/dev/mail");
  const letters = await page.locator(`tr:has(td:text-is("${EMAIL}")) a`).evaluateAll((all) => all.map((link) => link.pathname));
  const links = [];
  for (const one of letters) {
    await visit(MALL, one);
    links.push(...(await page.locator(".letter a").evaluateAll((all) => all.map((link) => link.href))));
  }
  return links;
}
