import type { Resolution } from './sheet-size.ts';

const none: Resolution = { across: 0, down: 0, known: false };
/** Metres in an inch. */
const inch = 0.0254;

/** How fine a picture file says it was scanned, read from its head: PNG, JPEG, BMP. */
export function imageResolution(bytes: Buffer): Resolution {
  if (bytes.toString('latin1', 1, 4) === 'PNG') return ofPng(bytes);
  if (bytes.toString('latin1', 6, 11) === 'JFIF\0' && bytes.length > 18) {
    const unit = { 1: 1, 2: 2.54 }[bytes.readUInt8(13)];
    const [across, down] = [bytes.readUInt16BE(14), bytes.readUInt16BE(16)];
    return { across: across * (unit ?? 1), down: down * (unit ?? 1), known: unit !== undefined };
  }
  if (bytes.toString('latin1', 0, 2) === 'BM' && bytes.length > 46 && bytes.readUInt32LE(14) >= 40)
    return { across: bytes.readInt32LE(38) * inch, down: bytes.readInt32LE(42) * inch, known: true };
  return none;
}

/** Its parts are told by their length and name; the pixels come after what describes them. */
function ofPng(bytes: Buffer): Resolution {
  for (let at = 8; at + 21 < bytes.length; at += bytes.readUInt32BE(at) + 12) {
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (name === 'IDAT') return none;
    if (name !== 'pHYs') continue;
    const [across, down] = [bytes.readUInt32BE(at + 8) * inch, bytes.readUInt32BE(at + 12) * inch];
    return { across, down, known: bytes.readUInt8(at + 16) === 1 };
  }
  return none;
}
