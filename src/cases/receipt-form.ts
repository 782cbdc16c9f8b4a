import { dayOf, printDay } from './calendar-day.ts';
import type { Receipt } from './reception.ts';
import {
  aboveSignature,
  line,
  numbered,
  officeHead,
  part,
  placeAndDate,
  plain,
  signatures,
  squarePicture,
  titled,
  wordFile,
} from './word-page.ts';

export interface ReceiptPaper {
  readonly receipt: Receipt;
  readonly office: string;
  /** Người nộp, as told; a dotted line where not. */
  readonly from: string | undefined;
  /** Công chức nhận. */
  readonly takenBy: string;
  /** Tên giấy tờ, tệp đã nhận. */
  readonly papers: readonly string[];
  /** The way to the case as a picture, where people can reach it. */
  readonly qrCode: Uint8Array | undefined;
  readonly now: Date;
}

/** Giấy biên nhận: what was handed in, the two codes, by when an answer is owed. To sign by both. */
export async function receiptForm(paper: ReceiptPaper): Promise<Uint8Array> {
  const { receipt, office, from, takenBy, papers, qrCode, now } = paper;
  const dates = [receipt.due, receipt.legalDue].flatMap((one) => one ?? []);
  return wordFile('GIẤY BIÊN NHẬN', [
    officeHead(office, receipt.receivingUnit),
    placeAndDate(dayOf(now)),
    titled('GIẤY BIÊN NHẬN'),
    line('Đã nhận của', from),
    line('Loại', receipt.kindName),
    line('Mã hồ sơ', receipt.code),
    line('Mã bí mật', receipt.secret),
    ...dates.map(({ name, on, article, verify }) =>
      line(name, `chậm nhất ngày ${printDay(on)}, theo ${article}${verify ? ' (cần xác minh)' : ''}`),
    ),
    part('Giấy tờ, tài liệu đã nhận'),
    ...numbered(papers),
    plain(
      'Mã hồ sơ và mã bí mật dùng để tra cứu tiến độ và xem trả lời. Xin giữ kín mã bí mật; mất thì không lấy lại được.',
    ),
    ...(receipt.trackUrl ? [line('Tra cứu tại', receipt.trackUrl)] : []),
    ...(qrCode ? [squarePicture(qrCode, 28)] : []),
    aboveSignature(''),
    signatures(
      { role: 'NGƯỜI NỘP', how: '(Ký, ghi rõ họ tên)' },
      { role: 'NGƯỜI NHẬN', how: '(Ký, ghi rõ họ tên)', name: takenBy },
    ),
  ]);
}
