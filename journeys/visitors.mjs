// Visitors of many kinds in Chromium, and what any page must be for all of them.
// A visitor never talks to anything but the loopback, and never waits for a fixed time.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

const STEP_MS_MAX = 15_000;
const FOLLOWED_MS_MAX = 20_000;
const PHONE_WIDTH_MAX = 600;

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LOCALES = { en: "en-GB", fr: "fr-FR", zh: "zh-CN" };

export const WIDTHS = { phone: 390, desk: 1280 };

export function openBrowser() {
  return chromium.launch({ executablePath: browserPath(), args: CHROMIUM_FLAGS });
}

/** A person at a browser: with or without scripts, at a phone or a desk, by day or night, in a language. */
export async function openVisitor(browser, server, options = {}) {
  const { scripts = true, width = WIDTHS.desk, height, scheme = "light", language = "en" } = options;
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    viewport: { width, height: height ?? (width < PHONE_WIDTH_MAX ? 844 : 900) },
    hasTouch: width < PHONE_WIDTH_MAX,
    colorScheme: scheme,
    locale: LOCALES[language] ?? language,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(STEP_MS_MAX);
  const problems = [];
  await context.route((url) => !isLoopback(url), (route) => {
    problems.push(`asked for ${route.request().url()}`);
    return route.abort();
  });
  const page = await context.newPage();
  watch(page, problems);
  context.on("page", (other) => watch(other, problems));
  const visit = async (host, path = "/") => {
    const answer = await page.goto(server.url(host, path));
    return answer.status();
  };
  return { context, page, problems, visit };
}

function watch(page, problems) {
  page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
  page.on("console", (message) => {
    // A failed load is judged by its answer, below.
    const isProblem = message.type() === "error" && !message.text().startsWith("Failed to load resource");
    if (isProblem) problems.push(`console: ${message.text()}`);
  });
  page.on("response", (answer) => {
    const isDocument = answer.request().resourceType() === "document";
    const isBad = answer.status() >= 500 || (answer.status() >= 400 && !isDocument);
    if (isBad) problems.push(`${answer.status()} ${answer.url()}`);
  });
}

/** Fails with the list of what keeps people out, by all rules or some. Only for visitors with scripts: axe is one. */
export async function axe(page, { only, without = [] } = {}) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(`${await axeSource};void 0`);
  const runOnly = only ? { type: "rule", values: only } : { type: "tag", values: WCAG };
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const options = { runOnly, rules, resultTypes: ["violations"] };
  const { violations } = await page.evaluate((how) => globalThis.axe.run(how), options);
  const lines = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n    ${node.target.join(" ")}\n    ${node.html.slice(0, 200)}`),
  );
  assert.equal(lines.length, 0, `${page.url()} keeps people out:\n${lines.join("\n")}`);
}

/** Fails if the page does not wear what was asked for: a check of colours by night must have seen the night. */
export async function wears(page, scheme) {
  const [isDark, paper] = await page.evaluate(() => [
    matchMedia("(prefers-color-scheme: dark)").matches,
    getComputedStyle(document.documentElement).backgroundColor,
  ]);
  // A market's colours are written in OKLCH, a shop's own in RGB.
  const [red, green, blue] = (/^rgb\(([\d., ]+)\)/.exec(paper)?.[1] ?? "").split(",").map(Number);
  const lightness = Number(/^oklch\(([\d.]+)/.exec(paper)?.[1] ?? Math.max(red, green, blue) / 255);
  assert.ok(isDark === (scheme === "dark") && lightness < 0.5 === isDark, `${page.url()} by ${scheme}: ${paper}`);
}

/** Fails if paper would show anything but the paper: something to press, a menu, or the night. */
export async function prints(page) {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const seen = await page.evaluate(() => {
    const all = [...document.querySelectorAll("nav, button, .button, input, .notice, .skip")];
    const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper");
    return [...all.filter((part) => part.checkVisibility()).map((part) => part.outerHTML.slice(0, 80)), paper];
  });
  await page.emulateMedia({ media: null, colorScheme: null });
  assert.deepEqual(seen, ["white"], `${page.url()} on paper`);
}

/** Fails if the page must be scrolled sideways, and names what reaches out. */
export async function fits(page) {
  const [content, window, wide] = await page.evaluate(() => {
    const reaching = [...document.querySelectorAll("body *")].filter((part) => part.getBoundingClientRect().right > innerWidth);
    const named = reaching.slice(0, 4).map((part) => part.outerHTML.slice(0, 120));
    return [document.documentElement.scrollWidth, innerWidth, named];
  });
  assert.ok(content <= window, `${page.url()} is ${content} wide in a window of ${window}:\n${wide.join("\n")}`);
}

/** Keeps a picture in the folder that HALLES_SHOTS names; without it, does nothing. */
export async function screenshot(page, name) {
  const folder = process.env.HALLES_SHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  const file = name.replaceAll(/[^a-z0-9]+/gi, "-").toLowerCase();
  await page.screenshot({ path: join(folder, `${file}.png`), fullPage: true });
}

function isLoopback(url) {
  const { hostname, protocol } = url;
  return protocol === "data:" || protocol === "blob:" || hostname === "127.0.0.1" || /(^|\.)localhost$/.test(hostname);
}

function browserPath() {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const folders = (process.env.PATH ?? "").split(":");
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
  const path = process.env.HALLES_BROWSER ?? found;
  assert.ok(path, "no Chromium found: install it, or name it in HALLES_BROWSER");
  return path;
}

/** Looks at a page by night and by day, at a desk and at a phone; keeps pictures where they are wanted. */
export async function look(page, name) {
  for (const [width, colorScheme] of [
    [WIDTHS.desk, "dark"],
    [WIDTHS.phone, "light"],
    [WIDTHS.desk, "light"],
  ]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await fits(page);
    await screenshot(page, `${name} ${width} ${colorScheme}`);
  }
  await axe(page);
}

/** Loads the page again until something is there: lists follow within a second. */
export async function until(page, what) {
  const end = Date.now() + FOLLOWED_MS_MAX;
  while ((await page.locator(what).count()) === 0) {
    assert.ok(Date.now() < end, `${what} did not appear on ${page.url()}`);
    await page.reload();
  }
}
