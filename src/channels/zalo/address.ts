/** An address that a person can open; undefined where only this machine knows the way. */
export function absolute(url: string, publicUrl: string | undefined): string | undefined {
  if (URL.canParse(url)) return /^https?:/u.test(url) ? url : undefined;
  return publicUrl && URL.canParse(url, publicUrl) ? new URL(url, publicUrl).href : undefined;
}
