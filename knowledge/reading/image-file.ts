import { isBmp, readBmp } from './bmp-file.ts';
import { brokenImage, fewestPixels, hugeImage, tinyImage } from './image-refusals.ts';
import { fitted } from './image-resample.ts';
import { imageResolution } from './image-resolution.ts';
import { imageSize } from './image-size.ts';
import { readingLimits } from './limits.ts';
import { loadCanvas } from './page-canvas.ts';
import { greyOf, type PageImage } from './page-image.ts';
import { fittedTo, sheetOf } from './sheet-size.ts';

/**
 * A picture file (.png, .jpg, .webp, .bmp) as one page. Refused by its first bytes where it would unpack to more than
 * a large sheet; a page that is smaller than letters need is refused too.
 */
export async function imageOfFile(bytes: Buffer): Promise<PageImage> {
  const size = imageSize(bytes);
  if (!size) throw brokenImage();
  if (size.width * size.height > readingLimits.imagePixels) throw hugeImage();
  if (Math.max(size.width, size.height) < fewestPixels) throw tinyImage();
  const resolution = imageResolution(bytes);
  if (isBmp(bytes)) return fitted(readBmp(bytes), sheetOf([size.width, size.height], resolution));
  const { createCanvas, loadImage } = await loadCanvas();
  const picture = await loadImage(bytes).catch((cause: unknown) => {
    throw brokenImage(undefined, cause);
  });
  const drawn = [picture.width, picture.height] as const;
  const { width, height, scale } = fittedTo(drawn, sheetOf(drawn, resolution));
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, grey: greyOf(data), scale };
}
