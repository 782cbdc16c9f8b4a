import { imageSize } from './image-size.ts';
import { readingLimits } from './limits.ts';
import { loadCanvas } from './page-canvas.ts';
import { greyOf, type PageImage } from './page-image.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** In points: the long side of a sheet of A4, which a picture without a scale is taken for. */
const sheet = 842;
/** Pixels for the long side that letters need to be read, and that are enough. */
const [fewest, best] = [1000, 3508];

/**
 * A picture file (.png, .jpg, .webp) as one page. Refused by its first bytes where it would unpack to more than a large
 * sheet; a page that is smaller than letters need is refused too.
 */
export async function imageOfFile(bytes: Buffer): Promise<PageImage> {
  const size = imageSize(bytes);
  if (!size) throw new UnreadableFile('corrupt', 'Tệp ảnh bị hỏng: không đọc được.');
  if (size.width * size.height > readingLimits.imagePixels)
    throw new UnreadableFile('bomb', 'Ảnh quá lớn so với một trang văn bản: không mở.');
  const long = Math.max(size.width, size.height);
  if (long < fewest)
    throw new UnreadableFile(
      'no-text',
      `Ảnh nhỏ hơn ${fewest} điểm ảnh nên không nhận dạng được chữ: hãy quét lại ở 200–300 dpi.`,
    );
  const { createCanvas, loadImage } = await loadCanvas();
  const picture = await loadImage(bytes).catch((cause: unknown) => {
    throw new UnreadableFile('corrupt', 'Tệp ảnh bị hỏng: không đọc được.', { cause });
  });
  const factor = best / Math.max(picture.width, picture.height);
  const [width, height] = [Math.round(picture.width * factor), Math.round(picture.height * factor)];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, grey: greyOf(data), scale: best / sheet };
}
