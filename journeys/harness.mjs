// The stage of every journey: the demo markets on a free port, Chromium, and visitors of many kinds.
// A journey never talks to anything but the loopback, and never waits for a fixed time.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const START_MS_MAX = 180_000;
const STOP_MS_MAX = 10_000;
const STEP_MS_MAX = 15_000;
const JOURNEY_MS_MAX = 300_000;

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const LOCALES = { en: "en-GB", fr: "fr-FR", zh: "zh-CN" };

export const WIDTHS = { phone: 390, desk: 1280 };

let server;
let browser;

before(async () => {
  server = await startMarkets();
  browser = await chromium.launch({ executablePath: browserPath(), args: CHROMIUM_FLAGS });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/**
 * One journey. `story` receives a stage; `stage.visitor({...})` opens a browser window of its own.
 * The journey fails if a page threw, a policy was broken, or an answer was a fault.
 */
export function journey(name, story) {
  test(name, { timeout: JOURNEY_MS_MAX }, async () => {
    const visitors = [];
    const stage = {
      url: server.url,
      visitor: async (options) => {
        visitors.push(await openVisitor(options));
        return visitors.at(-1);
      },
    };
    try {
      await story(stage);
      for (const visitor of visitors) assert.deepEqual(visitor.problems, [], "the browser saw problems");
    } catch (error) {
      for (const [at, visitor] of visitors.entries()) {
        await screenshot(visitor.page, `failed ${name} ${at}`).catch(() => {});
      }
      error.message += `\n--- the last lines of the server:\n${server.log()}`;
      throw error;
    } finally {
      for (const visitor of visitors) await visitor.context.close();
    }
  });
}

/** A person at a browser: with or without scripts, at a phone or a desk, by day or night, in a language. */
async function openVisitor({ scripts = true, width = WIDTHS.desk, scheme = "light", language = "en" } = {}) {
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    viewport: { width, height: width < 600 ? 844 : 900 },
    hasTouch: width < 600,
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

/** Fails with the list of what keeps people out. Only for visitors with scripts: axe is one. */
export async function axe(page) {
  const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(`${source};void 0`);
  const { violations } = await page.evaluate((values) => globalThis.axe.run({ runOnly: { type: "tag", values } }), WCAG);
  const lines = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n    ${node.target.join(" ")}\n    ${node.html.slice(0, 200)}`),
  );
  assert.equal(lines.length, 0, `${page.url()} keeps people out:\n${lines.join("\n")}`);
}

/** Fails if the page must be scrolled sideways. */
export async function fits(page) {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(content <= window, `${page.url()} is ${content} wide in a window of ${window}`);
}

/** Keeps a picture in the folder that HALLES_SHOTS names; without it, does nothing. */
export async function screenshot(page, name) {
  const folder = process.env.HALLES_SHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  const file = name.replaceAll(/[^a-z0-9]+/gi, "-").toLowerCase();
  await page.screenshot({ path: join(folder, `${file}.png`), fullPage: true });
}

/** Starts the demo on a free port, or takes a running one that HALLES_URL names. */
async function startMarkets() {
  if (process.env.HALLES_URL) return atAddress(process.env.HALLES_URL, async () => {}, () => "");
  const program = process.env.HALLES_BIN;
  assert.ok(program && existsSync(program), "HALLES_BIN must name the binary (cargo xtask test --only journeys)");
  const data = await mkdtemp(join(tmpdir(), "halles-journeys-"));
  const child = spawn(program, ["demo", "--data", data, "--listen", "127.0.0.1:0"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  process.once("exit", () => child.kill("SIGKILL"));
  const ended = new Promise((resolve) => {
    child.once("exit", resolve);
    child.once("error", resolve);
  });
  let said = "";
  const log = () => said.split("\n").slice(-30).join("\n");
  const stop = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS_MAX);
    await ended;
    clearTimeout(timer);
    await rm(data, { recursive: true, force: true });
  };
  const address = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the demo did not say where it listens")), START_MS_MAX);
    const listen = (chunk) => {
      said = (said + chunk).slice(-100_000);
      const found = /listening on (http:\/\/[^\s]+)/.exec(said);
      if (found) resolve(found[1]);
      if (found) clearTimeout(timer);
    };
    child.stdout.setEncoding("utf8").on("data", listen);
    child.stderr.setEncoding("utf8").on("data", listen);
    ended.then((code) => {
      clearTimeout(timer);
      reject(new Error(`the demo ended with ${code} before it listened`));
    });
  });
  try {
    return atAddress(await address, stop, log);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${log()}`);
  }
}

/** Markets are told apart by host name; browsers find `*.localhost` by themselves. */
function atAddress(address, stop, log) {
  const { port } = new URL(address);
  return { url: (host, path = "/") => `http://${host}:${port}${path}`, stop, log };
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
