// What a word is. `search_words.py` says the same of the texts; a test holds them together.

const APOSTROPHES = /[’‘ʼ`]/g
const POSSESSIVE = /(?<=[\p{L}\p{N}])'s(?![\p{L}\p{N}])/giu
const INSIDE = /(?<=[\p{L}\p{N}])'(?=[\p{L}\p{N}])/gu
const SIGN = "[\\u3041-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff]"
const WORD = new RegExp(`${SIGN}|(?:(?!${SIGN})[\\p{L}\\p{N}])+`, "gu")
const SHOWN = new RegExp(
  `${SIGN}|(?:(?!${SIGN})[\\p{L}\\p{N}\\p{M}])+(?:['’‘ʼ\`](?:(?!${SIGN})[\\p{L}\\p{N}\\p{M}])+)*`, "gu")
const ARTICLE = /^(?:ال)+(?=...)/u
const LONGEST = 40

export function wordsIn(text) {
  const plain = text
    .replace(APOSTROPHES, "'").normalize("NFKD").replace(/\p{M}+/gu, "")
    .replace(POSSESSIVE, "").replace(INSIDE, "").toLowerCase().replace(/ς/g, "σ")
  return (plain.match(WORD) ?? []).map((word) => [...word.replace(ARTICLE, "")].slice(0, LONGEST).join(""))
}

// What other forms of a word begin with: talk, talks, talking.
export function stemOf(word) {
  const stem = word.replace(/(?:ing|ed|es|s)$/, "")
  return /^[a-z]+$/.test(word) && stem.length > 3 ? stem : word
}

function isForm(word, asked) {
  if (word === asked) return true
  if (asked.length > 2 && word.startsWith(asked)) return true
  const stem = stemOf(asked)
  return stem !== asked && word.startsWith(stem) && word.length < stem.length + 4
}

// Find what a query means in a text: its words one after another, or else each of them.
export function rangesIn(text, query) {
  const asked = wordsIn(query)
  if (!asked.length) return []
  const shown = []
  for (const found of text.matchAll(SHOWN)) {
    for (const word of wordsIn(found[0])) {
      shown.push({ word, start: found.index, end: found.index + found[0].length })
    }
  }
  const together = []
  for (let at = 0; asked.length > 1 && at + asked.length <= shown.length; at += 1) {
    const last = asked.length - 1
    const same = asked.every((word, i) =>
      shown[at + i].word === word || (i === last && shown[at + i].word.startsWith(word)))
    if (same) together.push([shown[at].start, shown[at + last].end])
  }
  if (together.length) return together
  const telling = asked.filter((word) => word.length > 2)
  const wanted = telling.length ? telling : asked
  return shown
    .filter(({ word }) => wanted.some((one) => isForm(word, one)))
    .map(({ start, end }) => [start, end])
}
