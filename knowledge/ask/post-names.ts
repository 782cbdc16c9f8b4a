const post =
  /(?<= )(?:pho )?(?:truong (?:doan|ban|nhom|tieu ban)|to truong|to pho|doi truong|doi pho|thu ky|uy vien)(?: thuong truc)?(?= )/gu;

/** "phó trưởng ban thường trực, thư ký" → the posts named, folded. */
export const postsIn = (plain: string): string[] => [...new Set(plain.match(post) ?? [])];
