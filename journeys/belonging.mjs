// Languages, accounts and the letters that go with them.

import assert from "node:assert/strict";
import { MALL, fill, letter, press, signIn } from "./cast.mjs";
import { WIDTHS, journey, screenshot } from "./harness.mjs";

journey("a visitor reads the market in English, French and Chinese, and stays in the chosen one", async (stage) => {
  const { page, visit } = await stage.visitor();
  const sentences = new Set();
  for (const language of ["en", "fr", "zh"]) {
    await visit(MALL);
    await page.locator("details.drop-menu.hide-small summary").first().click();
    await press(page, `details.drop-menu[open] a[href*='to=${language}']`);
    await visit(MALL, "/cart");
    assert.match(await page.locator("html").getAttribute("lang"), new RegExp(`^${language}`));
    sentences.add(await page.locator("h1").innerText());
    await visit(MALL);
    await screenshot(page, `home in ${language}`);
  }
  assert.equal(sentences.size, 3, [...sentences].join(" / "));
});

journey("a new account is verified by letter, and a forgotten password replaced by letter", async (stage) => {
  const email = "journey.person@example.com";
  const person = await stage.visitor({ width: WIDTHS.phone });
  const { page, visit } = person;
  await visit(MALL, "/sign-up");
  await fill(page, { name: "Journey Person", email, password: "first password of mine" });
  await press(page, "form[action='/sign-up'] button.main");
  const verify = await letter(person, email, /\/verify/);
  const scanner = await stage.visitor();
  assert.equal(await scanner.visit(MALL, verify.pathname + verify.search), 200);
  await visit(MALL, "/account");
  assert.equal(await page.locator("form[action='/account/verification']").count(), 1, "opening the link proves nothing");
  assert.equal(await visit(MALL, verify.pathname + verify.search), 200);
  await press(page, "form[action='/verify'] button.main");
  await visit(MALL, "/account");
  assert.equal(await page.locator("form[action='/account/verification']").count(), 0, "the address is verified");

  const forgetful = await stage.visitor();
  await forgetful.visit(MALL, "/password/forgotten");
  await fill(forgetful.page, { email });
  await press(forgetful.page, "form[action='/password/forgotten'] button.main");
  const renew = await letter(forgetful, email, /\/password\/new/);
  assert.equal(await forgetful.visit(MALL, renew.pathname + renew.search), 200);
  await fill(forgetful.page, { new_password: "second password of mine" });
  await press(forgetful.page, "form[action='/password/new'] button.main");
  await forgetful.context.clearCookies();
  await signIn(forgetful, email, "/account", "second password of mine");

  await visit(MALL, "/account");
  assert.match(page.url(), /\/sign-in/, "a new password ends the sessions that the old one began");
});
