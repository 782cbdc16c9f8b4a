/** The few words that only Zalo needs. What the bot says is not here. */
export const texts = {
  chooseByNumber: 'Gõ số để chọn:',
} as const;
