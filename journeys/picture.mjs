// PNG by hand: a photograph to upload, made here so that no file has to be kept, and pictures packed as small as they go.

import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const LEVEL_MAX = 9;

export function picture(width, height) {
  const rows = Array.from({ length: height }, (_, y) => Buffer.from([0, ...stripe(width, y)]));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return png(head, deflateSync(Buffer.concat(rows)));
}

/** The same picture in fewer bytes: browsers pack for speed. */
export function packed(file) {
  const parts = [];
  for (let at = SIGNATURE.length; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const kind = file.toString("latin1", at + 4, at + 8);
    parts.push({ kind, data: file.subarray(at + 8, at + 8 + file.readUInt32BE(at)) });
  }
  const head = parts.find(({ kind }) => kind === "IHDR").data;
  const rows = inflateSync(Buffer.concat(parts.filter(({ kind }) => kind === "IDAT").map(({ data }) => data)));
  return png(head, deflateSync(rows, { level: LEVEL_MAX, memLevel: LEVEL_MAX }));
}

function png(head, rows) {
  return Buffer.concat([SIGNATURE, chunk("IHDR", head), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function stripe(width, y) {
  const colour = Math.floor(y / 64) % 2 === 0 ? [196, 120, 72] : [240, 224, 200];
  return Array.from({ length: width }, () => colour).flat();
}

function chunk(kind, data) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
