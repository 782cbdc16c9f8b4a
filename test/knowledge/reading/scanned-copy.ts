import { createCanvas } from '@napi-rs/canvas';
import type { Browser } from 'playwright-core';
import { loadPdf } from '../../../knowledge/reading/pdf-document.ts';

/** How a sheet comes out of a scanner. */
export interface ScannerHabits {
  readonly dpi: number;
  /** In degrees. */
  readonly slant: number;
  /** Of each pixel, in shades. */
  readonly noise: number;
  /** Of the JPEG, 0 to 100; black and white only where there is none. */
  readonly quality?: number;
}

/** The pages of a PDF as a scanner sends them: pictures only, a little askew and noisy. The same each time. */
export async function scannedPages(bytes: Uint8Array, habits: ScannerHabits): Promise<Buffer[]> {
  const pdf = await loadPdf(bytes);
  let seed = 7;
  const chance = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  const pages: Buffer[] = [];
  for (let number = 1; number <= pdf.pageCount; number++) {
    const clean = await pdf.picture(number, { pixels: 0, width: (habits.dpi / 72) * 595 });
    const sheet = createCanvas(clean.width, clean.height);
    const context = sheet.getContext('2d');
    const shades = context.createImageData(clean.width, clean.height);
    for (const [at, shade] of clean.grey.entries()) shades.data.set([shade, shade, shade, 255], at * 4);
    context.putImageData(shades, 0, 0);
    const turned = createCanvas(clean.width, clean.height);
    const scan = turned.getContext('2d');
    scan.fillStyle = '#f3f3f1';
    scan.fillRect(0, 0, clean.width, clean.height);
    scan.translate(clean.width / 2, clean.height / 2);
    scan.rotate(((number % 2 ? 1 : -0.7) * habits.slant * Math.PI) / 180);
    scan.globalAlpha = 0.92;
    scan.drawImage(sheet, -clean.width / 2, -clean.height / 2);
    scan.resetTransform();
    const picture = scan.getImageData(0, 0, clean.width, clean.height);
    for (let at = 0; at < picture.data.length; at += 4) {
      const shade = (picture.data[at] ?? 255) + (chance() + chance() - 1) * habits.noise;
      const seen = habits.quality === undefined ? (shade < 150 ? 0 : 255) : Math.max(0, Math.min(255, shade));
      picture.data.fill(seen, at, at + 3);
    }
    scan.globalAlpha = 1;
    scan.putImageData(picture, 0, 0);
    pages.push(
      habits.quality === undefined
        ? turned.toBuffer('image/png')
        : turned.toBuffer('image/jpeg', habits.quality),
    );
  }
  await pdf.close();
  return pages;
}

/** A PDF whose pages are pictures that fill them. */
export async function pdfOfPictures(browser: Browser, pictures: readonly Buffer[]): Promise<Buffer> {
  const page = await browser.newPage();
  try {
    await page.setContent(`<style>@page { size: A4; margin: 0 } body { margin: 0 }
      img { display: block; width: 210mm; height: 296.9mm; break-after: page }</style>
      ${pictures.map((picture) => `<img src="data:;base64,${picture.toString('base64')}">`).join('')}`);
    return await page.pdf({ preferCSSPageSize: true });
  } finally {
    await page.close();
  }
}
