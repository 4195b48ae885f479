import { toHalfWidth } from '@lianshen/contracts/identity';
import type { CaseFacts, Predicate } from '@lianshen/contracts/policy';
import type { ColumnKey } from './batch-columns.js';
import { isPrincipalPost } from './principal-post.js';
import { readKeyPost } from './read-key-post.js';

const YES = /^(?:是|有|√|✓|✔|☑|Y|YES|TRUE|1)$/i;
const NO = /^(?:否|无|×|✗|☐|N|NO|FALSE|0)$/i;
const PARTY_MEMBER = /^(?:中国共产党|中共|共产党)?(?:预备|正式)?党员$/;
/** The eight other parties, and those without one. */
const OUTSIDE_PARTY = /^(?:群众|无党派(?:人士)?|共青团员|民革|民盟|民建|民进|农工|致公|九三|台盟)/;

/** Which tags of a key post stand for power over people, money and things (人、财、物). */
const KEY_POSTS: readonly (readonly [Predicate, RegExp])[] = [
  ['key-post-personnel', /人/],
  ['key-post-funds', /财|资金/],
  ['key-post-assets', /物|采购|工程|资产|基建/],
];
const DUTY_FIELDS: readonly (readonly [Predicate, RegExp])[] = [
  ['ecology-post', /生态|环境|环保/],
  ['emergency-post', /应急|安全生产|安监/],
  ['natural-resources-post', /自然资源|国土|规划|林业/],
  ['housing-post', /住房|住建|城乡建设/],
];

/**
 * What a row says of the policy's predicates. Only what it says for certain is in the answer: an empty cell, a missing
 * column or an unknown word leaves the predicate unknown, and a condition on it then counts as holding.
 */
export function readFacts(textOf: (key: ColumnKey) => string): CaseFacts {
  const text = (key: ColumnKey): string => toHalfWidth(textOf(key)).trim();
  const found: Partial<Record<Predicate, boolean | undefined>> = {
    'principal-post': isPrincipalPost({ stated: text('principalPost'), post: text('proposedPost') }),
    'non-party': isNonParty(text('politicalStatus')),
    'family-business': yesOrNo(text('familyBusiness')),
    'posted-abroad': yesOrNo(text('postedAbroad')),
    'dual-managed': yesOrNo(text('dualManaged')),
    ...keyPostFacts(text('keyPost')),
    ...dutyFacts(text('dutyFields'), text('proposedPost')),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

const isNonParty = (status: string): boolean | undefined => (PARTY_MEMBER.test(status) ? false : OUTSIDE_PARTY.test(status) && !status.includes('中共') ? true : undefined);

const yesOrNo = (word: string): boolean | undefined => (YES.test(word) ? true : NO.test(word) ? false : undefined);

/** Tags that are none of the three kinds may mean one of them all the same (审批), so beside such a tag nothing is denied. */
function keyPostFacts(text: string): Partial<Record<Predicate, boolean | undefined>> {
  if (text === '') return {};
  const { keyPost, keyPostTags } = readKeyPost(text);
  const allKnown = keyPostTags.length > 0 && keyPostTags.every((tag) => KEY_POSTS.some(([, words]) => words.test(tag)));
  const kinds = KEY_POSTS.map(([name, words]): [Predicate, boolean | undefined] => [name, keyPostTags.some((tag) => words.test(tag)) || (allKnown || !keyPost ? false : undefined)]);
  return Object.fromEntries<boolean | undefined>([['key-post', keyPost], ...kinds]);
}

/** A post's name can show that it belongs to a field; that it does not, only the list itself can say, in words that are known here. */
function dutyFacts(stated: string, post: string): Partial<Record<Predicate, boolean | undefined>> {
  const fields = stated.split(/[、，,;；|/\s]+/).filter((field) => field !== '');
  const allKnown = fields.length > 0 && fields.every((field) => NO.test(field) || DUTY_FIELDS.some(([, words]) => words.test(field)));
  const denied = allKnown ? false : undefined;
  return Object.fromEntries(DUTY_FIELDS.map(([name, words]) => [name, words.test(stated) || words.test(post) || denied]));
}
