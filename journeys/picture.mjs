// A photograph to upload: a PNG of stripes, made here so that no file has to be kept.

import { crc32 as crc } from "node:zlib";
import { deflateSync } from "node:zlib";

export function picture(width, height) {
  const rows = Array.from({ length: height }, (_, y) => Buffer.from([0, ...stripe(width, y)]));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk("IHDR", head), chunk("IDAT", deflateSync(Buffer.concat(rows))), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
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
  sum.writeUInt32BE(crc(body) >>> 0);
  return Buffer.concat([length, body, sum]);
}
