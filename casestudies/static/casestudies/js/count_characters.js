// 字数 as Microsoft Word counts it: the twin of casestudies/chinese.py, with the same tables.
// tests/data/character_counts.json holds the cases both must pass.

const EAST_ASIAN =
  "\\u00b7\\u2013\\u2014\\u2018\\u2019\\u201c\\u201d\\u2025\\u2026\\u203b" +
  "\\u2460-\\u24ff\\u2e80-\\u2fff\\u3001-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff" +
  "\\ufe10-\\ufe1f\\ufe30-\\ufe6f\\uff00-\\uffef\\u{20000}-\\u{3ffff}";
const SPACE =
  " \\t\\n\\r\\f\\v\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";
const COUNTED = new RegExp(`[${EAST_ASIAN}]|[^${SPACE}${EAST_ASIAN}]+`, "gu");

export function countCharacters(...texts) {
  return texts.reduce((sum, text) => sum + (text.match(COUNTED)?.length ?? 0), 0);
}
