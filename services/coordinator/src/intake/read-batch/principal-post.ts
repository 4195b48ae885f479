const TITLE = '(?:书记|市长|县长|区长|州长|旗长|乡长|镇长|局长|厅长|处长|科长|股长|所长|站长|部长|主任|主席|院长|校长|园长|馆长|社长|台长|队长|支队长|秘书长|检察长|经理|总经理|董事长|行长)';
const PRINCIPAL = new RegExp(`${TITLE}$`);
const DEPUTY = new RegExp(`副${TITLE}$`);
/** Who leads for the time being answers for the post as its holder does. */
const ACTING = /主持|代理|代(?:市长|县长|区长|乡长|镇长)/;

interface Post {
  /** 是否正职, where the list has it. */
  readonly stated: string;
  readonly post: string;
}

/**
 * Whether 拟任职务 is a principal post (正职). The list's own word decides; else a title without 副 says yes, and only
 * deputies' titles say no. Undefined where nothing is certain (党组成员, 委员). 拟任层次 does not tell: a deputy of a
 * large office can stand at the level of 乡科级正职.
 */
export function isPrincipalPost({ stated, post }: Post): boolean | undefined {
  if (/^(?:是|正职|正|√|Y|YES|1)$/i.test(stated)) return true;
  if (/^(?:否|副职|副|×|N|NO|0)$/i.test(stated)) return false;
  const titles = post.replace(/[(（][^()（）]*[)）]/g, '').split(/[、，,;；\s]+/).filter((title) => title !== '');
  if (ACTING.test(post) || titles.some((title) => PRINCIPAL.test(title) && !DEPUTY.test(title))) return true;
  return titles.length > 0 && titles.every((title) => DEPUTY.test(title)) ? false : undefined;
}
