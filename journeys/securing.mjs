// A second step of signing in: told to an app, asked for after the password, with a way back.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { MALL, fill, press } from "./cast.mjs";
import { WIDTHS, axe, journey, screenshot } from "./harness.mjs";

const PASSWORD = "a phrase that nobody guesses";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** What an app shows: RFC 6238 over the secret as it is typed. */
function appShows(secret, stepsOn = 0) {
  const bits = [...secret.replace(/\s/g, "")].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + stepsOn));
  const tag = createHmac("sha1", key).update(counter).digest();
  const at = tag[tag.length - 1] & 15;
  return String((tag.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

journey("somebody tells an app a secret, and signs in with its code, then with a recovery code", async (stage) => {
  const email = "securing.person@example.com";
  const person = await stage.visitor({ width: WIDTHS.phone });
  const { page, visit } = person;
  await visit(MALL, "/sign-up");
  await fill(page, { name: "Securing Person", email, password: PASSWORD });
  await press(page, "form[action='/sign-up'] button.main");
  await visit(MALL, "/account/second-step");
  await axe(page);
  await fill(page, { password: PASSWORD });
  await press(page, "form[action='/account/second-step'] button.main");
  assert.equal(new URL(page.url()).pathname, "/account/second-step/secret");
  await axe(page);
  await screenshot(page, "second step secret");
  const secret = await page.locator("main code").innerText();
  await fill(page, { code: appShows(secret) });
  await press(page, "form[action='/account/second-step/secret'] button.main");
  const codes = await page.locator(".codes li").allInnerTexts();
  assert.equal(codes.length, 10);
  await axe(page);
  await screenshot(page, "recovery codes");

  for (const code of [() => appShows(secret, 1), () => codes[0]]) {
    const other = await stage.visitor();
    await other.visit(MALL, "/sign-in?next=/account");
    await fill(other.page, { email, password: PASSWORD });
    await press(other.page, "form[action='/sign-in'] button.main");
    assert.equal(new URL(other.page.url()).pathname, "/sign-in/code");
    await axe(other.page);
    await fill(other.page, { code: "12345" });
    await press(other.page, "form[action='/sign-in/code'] button.main");
    assert.equal(await other.page.locator("[aria-invalid='true']").count(), 1, "a wrong code is said at its field");
    await fill(other.page, { code: code() });
    await press(other.page, "form[action='/sign-in/code'] button.main");
    assert.equal(new URL(other.page.url()).pathname, "/account");
  }
  await visit(MALL, "/account/second-step");
  assert.match(await page.locator("main").innerText(), /9/, "a recovery code is spent");
});
