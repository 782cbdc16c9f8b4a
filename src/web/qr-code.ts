import { toDataURL } from 'qrcode';

/** Mã QR of an address, as a PNG that stands in a page by itself. */
export function qrDataUrl(address: string): Promise<string> {
  return toDataURL(address, { margin: 2 });
}
