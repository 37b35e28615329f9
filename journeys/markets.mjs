// The demo markets on a free port of the loopback, furnished afresh, gone when the journeys end.
// Never touches a folder that it has not made.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const START_MS_MAX = 180_000;
const STOP_MS_MAX = 10_000;

/** Starts the demo on a free port, or takes a running one that HALLES_URL names. */
export async function startMarkets() {
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
