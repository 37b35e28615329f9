// A shop gets a look of its own: colours that can't be read are refused, blocks are moved and looked at before anybody else
// sees them, and a buyer sees what was published.

import assert from "node:assert/strict";
import { MALL, fill, press, signIn } from "./cast.mjs";
import { journey, look, until } from "./harness.mjs";
import { picture } from "./picture.mjs";

const SHOP = { slug: "ribeira-douro", email: "ola@ribeira-douro.example" };
const HOSTILE = "<script>alert(1)</script>";

const headlines = (page) => page.locator(".decor-block h2").allInnerTexts();
const act = (page, what) => press(page, `button[name='do'][value='${what}']:not([aria-hidden])`);

journey("a seller decorates a shop, looks at it, publishes it, and a buyer sees it", async (stage) => {
  const seller = await stage.visitor();
  const { page, visit } = seller;
  await signIn(seller, SHOP.email, "/seller/decor");
  await look(page, "decor untouched");

  await page.locator("input[name='own']").check();
  await fill(page, { accent: "#ffcc00", ink: "#2a2018", paper: "#ffffff" });
  await act(page, "save");
  assert.match(await page.locator("#f-accent-error").innerText(), /1[.,]37/, "the contrast stands at the field");
  await look(page, "decor refused");
  await fill(page, { accent: "#8a3b12", paper: "#fbf6ee", corners: "round", fonts: "book" });
  await act(page, "save");
  assert.equal(await page.locator("main .error").count(), 0);

  await page.locator("#pictures input[type='file']").setInputFiles([
    { name: "sign.png", mimeType: "image/png", buffer: picture(400, 400) },
    { name: "banner.png", mimeType: "image/png", buffer: picture(1200, 400) },
  ]);
  await press(page, "#pictures form button");
  await until(page, "#pictures figure:nth-of-type(2)");
  const names = await page.locator("select[name='sign'] option").evaluateAll((all) => all.map((one) => one.value));
  await fill(page, { sign: names[1], banner: names[2], policies: "Resized once for nothing." });

  for (const kind of ["text", "gallery"]) {
    await fill(page, { kind });
    await act(page, "add");
  }
  await fill(page, { "title.0": HOSTILE, "text.0": "Cast in Gondomar.\n\nOne by one.", "title.1": "From the bench" });
  await page.locator("select[name='pictures.1']").selectOption([names[1], names[2]]);
  await act(page, "up.1");
  await look(page, "decor with blocks");

  const buyer = await stage.visitor();
  const shop = `/shop/${SHOP.slug}`;
  await buyer.visit(MALL, shop);
  assert.deepEqual(await headlines(buyer.page), [], "a draft is its seller's alone");
  assert.notEqual(await buyer.visit(MALL, `${shop}/preview`), 404, "a stranger is asked to sign in");
  assert.equal(new URL(buyer.page.url()).pathname, "/sign-in");

  await visit(MALL, `${shop}/preview`);
  assert.deepEqual(await headlines(page), ["From the bench", HOSTILE]);
  await look(page, "decor preview");
  await visit(MALL, "/seller/decor");
  await act(page, "publish");

  await buyer.visit(MALL, shop);
  await until(buyer.page, ".decor-block");
  assert.deepEqual(await headlines(buyer.page), ["From the bench", HOSTILE], "words stay words");
  const accent = "getComputedStyle(document.documentElement).getPropertyValue('--accent')";
  assert.match(await buyer.page.evaluate(accent), /#8a3b12/, "the page wears the shop's colours");
  await look(buyer.page, "decorated shop");

  await visit(MALL, "/seller/decor");
  await act(page, "remove.0");
  await act(page, "undo");
  assert.equal(await page.locator("fieldset[id^='block-']").count(), 2, "the draft is what visitors see again");
});
