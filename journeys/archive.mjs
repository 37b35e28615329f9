// A whole boutique as a ZIP, made here: products with prices, stock and a few photographs, nothing packed.

import { crc32 } from "node:zlib";
import { picture } from "./picture.mjs";

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8 = 0x0800;
/** First of January 1980, the earliest that a ZIP can say. */
const DAY = 0x21;

export function boutique(count, pictures) {
  const articles = Array.from({ length: count }, (_, at) => ({ handle: `journey-${at + 1}`, at }));
  const head = "Handle,Title,Body (HTML),Type,Published,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price\n";
  const row = ({ handle, at }) =>
    `${handle},Journey jar ${at + 1},<p>Thrown by hand; number ${at + 1}.</p>,Ceramics,true,J-${at + 1},400,${1 + (at % 9)},${12 + (at % 40)}.90\n`;
  const photo = picture(320, 240);
  return zip([
    ["products.csv", Buffer.from(head + articles.map(row).join(""))],
    ...articles.slice(0, pictures).map(({ handle }) => [`pictures/${handle}.png`, photo]),
  ]);
}

function zip(files) {
  let at = 0;
  const placed = files.map(([name, data]) => {
    const one = { name: Buffer.from(name), data, at };
    at += 30 + one.name.length + data.length;
    return one;
  });
  const locals = placed.flatMap((one) => [entry(LOCAL, one), one.name, one.data]);
  const centrals = placed.flatMap((one) => [entry(CENTRAL, one), one.name]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(placed.length, 8);
  end.writeUInt16LE(placed.length, 10);
  end.writeUInt32LE(Buffer.concat(centrals).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...centrals, end]);
}

/** The head of a file, beside it or in the directory at the end. */
function entry(kind, { name, data, at }) {
  const isCentral = kind === CENTRAL;
  const head = Buffer.alloc(isCentral ? 46 : 30);
  head.writeUInt32LE(kind, 0);
  if (isCentral) head.writeUInt16LE(VERSION, 4);
  const rest = head.subarray(isCentral ? 6 : 4);
  for (const [place, value] of [[0, VERSION], [2, UTF8], [8, DAY], [22, name.length]]) rest.writeUInt16LE(value, place);
  for (const [place, value] of [[10, crc32(data)], [14, data.length], [18, data.length]]) rest.writeUInt32LE(value, place);
  if (isCentral) head.writeUInt32LE(at, 42);
  return head;
}
