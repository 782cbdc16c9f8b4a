/** The words that only this channel needs. `person` is how the bot addresses people: "ông/bà". */
export function zaloTexts(person: string) {
  return {
    broken: (code: string) =>
      `Xin lỗi, tôi chưa xử lý được. Điều ${person} đã gửi vẫn còn. Mời thử lại sau ít phút, hoặc báo mã ${code} cho cơ quan.`,
    fileLost: `Tôi chưa nhận được tệp. Mời ${person} gửi lại.`,
    fileTooLarge: (megabytes: number) =>
      `Tệp quá lớn nên tôi không nhận được. Mỗi tệp tối đa ${megabytes} MB; mời ${person} gửi tệp nhỏ hơn.`,
    fileType: `Tôi không nhận được loại tệp này. Mời ${person} gửi ảnh, PDF, Word hoặc tệp văn bản.`,
  } as const;
}

export type ZaloTexts = ReturnType<typeof zaloTexts>;

/** Above a numbered list of choices. */
export const chooseByNumber = 'Gõ số để chọn:';
