import { plain } from './intake/words.ts';

const petitions = ['khieu nai', 'to cao', 'phan anh', 'kien nghi'];
const differs =
  /\b(?:khac (?:nhau|gi|biet|voi|cho nao|ra sao|the nao)|phan biet|khac o|giong (?:nhau|gi|voi)|co phai la mot|hay la)\b/u;

/** "Khiếu nại với tố cáo khác nhau chỗ nào?": asks what the words mean, and wants to send nothing yet. */
export function comparesKinds(text: string): boolean {
  const words = plain(text);
  return (
    words.length <= 160 && differs.test(words) && petitions.filter((kind) => words.includes(kind)).length > 1
  );
}
