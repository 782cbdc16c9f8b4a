export const YEAR = String.raw`(?:19|20)\d{2}(?!\d)`;
export const OF_YEAR = String.raw`(?:\s*(?:/|\.|-|nam|cua nam|,\s*nam)\s*(?<year>${YEAR}))`;

/** "trước ngày …": the day itself is already too late. */
export const BEFORE = /(?:cham nhat |muon nhat |xong |han )?truoc\s+/y;
/** "chậm nhất", "đến hết", "thời hạn:": the day itself still counts. */
export const UNTIL =
  /(?:(?:cham nhat|muon nhat)(?: la| vao| trong| den)?|khong (?:qua|muon hon|cham hon)|den het|het(?= ngay| thang| quy| nam)|(?:xong|hoan thanh|xong vao|hoan thanh vao|hoan thanh trong|vao|trong)(?= ngay)|han (?:cuoi|chot|nop|gui|hoan thanh)(?: la)?\s*:?|thoi han\s*:?)\s+/y;
