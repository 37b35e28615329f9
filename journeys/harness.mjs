// The stage of every journey: one set of demo markets and one Chromium for all of them.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startMarkets } from "./markets.mjs";
import { openBrowser, openVisitor, screenshot } from "./visitors.mjs";

export { WIDTHS, axe, fits, look, prints, screenshot, until, wears } from "./visitors.mjs";

const JOURNEY_MS_MAX = 300_000;
/** While one journey waits for a page, another looks at its own. */
const JOURNEYS_AT_ONCE = 2;

const journeys = [];
let server;
let browser;

/**
 * One journey. `story` receives a stage; `stage.visitor({...})` opens a browser window of its own.
 * The journey fails if a page threw, a policy was broken, or an answer was a fault.
 */
export function journey(name, story) {
  journeys.push([name, story]);
}

/** Performs all journeys that were told. */
export function perform() {
  describe("journeys", { concurrency: JOURNEYS_AT_ONCE }, () => {
    before(async () => {
      server = await startMarkets();
      browser = await openBrowser();
    });
    after(async () => {
      await browser?.close();
      await server?.stop();
    });
    for (const [name, story] of journeys) it(name, { timeout: JOURNEY_MS_MAX }, () => play(name, story));
  });
}

async function play(name, story) {
  const visitors = [];
  const stage = {
    url: server.url,
    visitor: async (options) => {
      visitors.push(await openVisitor(browser, server, options));
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
}
