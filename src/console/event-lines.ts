import type { CaseEvent } from '../cases/case-event.ts';
import { printDay } from '../cases/calendar-day.ts';
import { say } from './texts.ts';

/** Một dòng của diễn biến: who did what, the words of it, and the files that came with it. */
export interface EventLine {
  readonly event: CaseEvent;
  readonly title: string;
  readonly text?: string | undefined;
  readonly files: readonly string[];
  /** Who reads it: the conversation with the citizen, or only the office. */
  readonly look: 'citizen' | 'office' | 'note' | 'step';
}

/** What officers read about an event. */
export function eventLine(event: CaseEvent, nameOf: (id: string) => string | undefined): EventLine {
  const { body } = event;
  const line = (title: string, text?: string, more: Partial<EventLine> = {}): EventLine => ({
    event,
    title,
    text,
    files: [],
    look: 'step',
    ...more,
  });
  switch (body.type) {
    case 'received':
      return line('Gửi đến', body.submission.content, { look: 'citizen', files: body.attachments });
    case 'guided':
      return line('Trợ lý đã hướng dẫn cách gửi đơn tố cáo');
    case 'classified':
      return line(`Phân loại: ${say.kinds[body.kind]}${body.level === 2 ? ', lần hai' : ''}`);
    case 'lodged':
      return line(`Tiếp nhận đơn có chữ ký ngày ${printDay(body.on)}`, body.note);
    case 'assigned': {
      const who = body.officerId && nameOf(body.officerId);
      return line(`Giao ${body.unit}${who ? `, ${who}` : ''}`, body.duty && `Căn cứ: ${body.duty}`);
    }
    case 'accepted':
      return line(`Thụ lý ngày ${printDay(body.on)}${body.decision ? `, số ${body.decision}` : ''}`);
    case 'refused':
      return line('Không thụ lý', [body.reason, body.article].filter(Boolean).join('\n'));
    case 'forwarded':
      return line(`Chuyển ${body.to}`, body.reason);
    case 'asked':
      return line('Đề nghị bổ sung', body.text, { look: 'office' });
    case 'supplied':
      return line('Bổ sung', body.text, { look: 'citizen', files: body.attachments });
    case 'flagged':
      return line(`${body.on ? 'Đặt' : 'Bỏ'} dấu hiệu: ${say.flags[body.flag]}`, body.reason);
    case 'barred':
      return line(`Không được tiếp cận hồ sơ: ${nameOf(body.officerId) ?? 'một công chức'}`, body.reason);
    case 'extended':
      return line(`Gia hạn ${body.days} ngày`, body.reason);
    case 'suspended':
      return line('Tạm đình chỉ', body.reason);
    case 'resumed':
      return line('Tiếp tục giải quyết', body.reason);
    case 'answered':
      return line(body.decision ? `Trả lời, số ${body.decision}` : 'Trả lời', body.text, {
        look: 'office',
        files: body.attachments,
      });
    case 'closed':
      return line(`Kết thúc: ${say.outcomes[body.outcome]}`, body.text, { files: body.evidence });
    case 'reopened':
      return line('Mở lại', body.reason);
    case 'withdrawn':
      return line('Rút', body.reason);
    case 'merged':
      return line(`Gộp vào ${body.into}`);
    case 'absorbed':
      return line(`Nhận hồ sơ gộp ${body.from}`);
    default:
      return line('Ghi chú nội bộ', body.text, { look: 'note' });
  }
}
