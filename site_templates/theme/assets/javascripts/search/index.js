// Reads the files of the search (`search_index.py`) and ranks what they have.

import { stemOf, wordsIn } from "./words.js"

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]))
const LEVELS = 8
const EVERYWHERE = 0.3 // of all records: such a word need not be in what is found
const FILES_A_WORD = 3
const LOOKED_AT = 20 // records whose words are compared with the whole query
const KINDS = { quotation: 1.3, question: 1.2, reported: 1.15, person: 1.1, page: 0.9 }
const STATEMENTS = new Set(["quotation", "question", "reported"])
const [SAID, TITLE, WRITTEN] = [8, 5, 2] // what it counts where the words stand together
export const FILTERS = ["kind", "speaker", "story", "year"]

function* numbersIn(text) {
  let value = 0
  let shift = 0
  for (const digit of text) {
    const given = VALUE.get(digit)
    value += (given & 31) * 2 ** shift
    shift += 5
    if (given < 32) {
      yield value
      value = shift = 0
    }
  }
}

export class Index {
  constructor(base) {
    this.base = base
    this.forget()
  }

  forget() {
    this.files = new Map()
    this.opened = null
  }

  async read(path, options) {
    const answer = await fetch(new URL(path, this.base), options)
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    return answer.json()
  }

  file(name) {
    if (!this.files.has(name)) {
      this.files.set(name, this.read(`${this.entry.folder}/${name}.json`))
    }
    return this.files.get(name)
  }

  open() {
    this.opened ??= (async () => {
      this.entry = await this.read("index.json", { cache: "no-cache" })
      this.common = new Map(Object.entries(this.entry.common))
      const columns = await this.file("filters")
      this.columns = Object.fromEntries(FILTERS.map((name) => [
        name,
        { names: ["", ...columns[name].names], of: Uint32Array.from(numbersIn(columns[name].of)) },
      ]))
    })()
    return this.opened
  }

  // Search once more with fresh files if there were new ones in the meantime.
  async search(asked) {
    try {
      return await this.find(asked)
    } catch {
      this.forget()
      return this.find(asked)
    }
  }

  async find({ query, filters, newest }) {
    await this.open()
    const words = [...new Set(wordsIn(query))]
    const chosen = this.chosen(filters)
    if (!words.length && !chosen.length) return { records: [], counts: {}, partly: false, empty: true }
    const { scores, partly } = words.length ? await this.scored(words) : this.all()
    const found = []
    for (const [number, score] of scores) {
      if (chosen.every(({ of, value }) => of[number] === value)) found.push({ number, score })
    }
    if (newest || !words.length) found.sort((a, b) => a.number - b.number)
    else await this.rank(found, wordsIn(query))
    return {
      records: found.map(({ number }) => number),
      counts: this.counts(scores, chosen),
      partly: partly && found.length > 0,
    }
  }

  chosen(filters) {
    return FILTERS.filter((name) => filters[name]).map((name) => {
      const { names, of } = this.columns[name]
      const value = names.indexOf(filters[name])
      return { name, of, value: value > 0 ? value : -1 }
    })
  }

  all() {
    const scores = new Map()
    for (let number = 0; number < this.entry.records; number += 1) scores.set(number, 0)
    return { scores, partly: false }
  }

  // Count, for each filter, what its values would leave with the others as they are.
  counts(scores, chosen) {
    const counts = Object.fromEntries(FILTERS.map((name) => [name, new Map()]))
    for (const number of scores.keys()) {
      const failed = chosen.filter(({ of, value }) => of[number] !== value)
      if (failed.length > 1) continue
      for (const name of FILTERS) {
        if (failed.length && failed[0].name !== name) continue
        const { names, of } = this.columns[name]
        const value = names[of[number]]
        if (value) counts[name].set(value, (counts[name].get(value) ?? 0) + 1)
      }
    }
    return counts
  }

  async scored(words) {
    const last = words.at(-1)
    const rare = await Promise.all(words.map((word) => this.hits(word, word === last)))
    // What stands almost everywhere is fetched only if there is nothing else to go by.
    if (rare.every((hits) => hits === null || !hits.size)) {
      await Promise.all(words.map(async (word, i) => {
        if (rare[i] === null) rare[i] = await this.commonHits(word)
      }))
    }
    const total = this.entry.records
    const used = rare.filter((hits) => hits !== null)
    const telling = used.filter((hits) => hits.size <= EVERYWHERE * total)
    const needed = telling.length ? telling : used
    const scores = new Map()
    const seen = new Map()
    for (const hits of used) {
      const weight = Math.log(1 + (total - hits.size + 0.5) / (hits.size + 0.5))
      const counts = needed.includes(hits) ? 1 : 0
      for (const [number, level] of hits) {
        scores.set(number, (scores.get(number) ?? 0) + weight * level)
        if (counts) seen.set(number, (seen.get(number) ?? 0) + 1)
      }
    }
    const enough = Math.max(...seen.values(), 0)
    const least = enough === needed.length ? enough : Math.max(1, Math.ceil(needed.length / 2))
    for (const number of scores.keys()) {
      if ((seen.get(number) ?? 0) < least) scores.delete(number)
    }
    const { names, of } = this.columns.kind
    for (const [number, score] of scores) {
      scores.set(number, score * (KINDS[names[of[number]]] ?? 1) * (seen.get(number) / needed.length))
    }
    return { scores, partly: enough < needed.length }
  }

  // Give the records that have a word or a form of it; null for one that stands almost everywhere.
  async hits(word, isLast) {
    if (this.common.has(word)) return null
    const stem = stemOf(word)
    const start = word.length > (isLast ? 1 : 3) ? (stem.length < word.length ? stem : word) : null
    const found = new Map()
    for (const shard of await this.shards(start ?? word, start === null)) {
      for (const [one, hits] of Object.entries(shard)) {
        const like = one === word ? 1 : start === null ? 0 : one.startsWith(word) ? 0.5
          : one.startsWith(start) && one.length < start.length + 4 ? 0.6 : 0
        if (like) this.add(found, hits, like)
      }
    }
    return found
  }

  async commonHits(word) {
    const [file] = this.common.get(word)
    const found = new Map()
    this.add(found, (await this.file(`c${file}`))[word], 1)
    return found
  }

  add(found, hits, like) {
    let number = 0
    for (const value of numbersIn(hits)) {
      number += Math.floor(value / LEVELS)
      const level = like * ((value % LEVELS) + 1) / LEVELS
      if (level > (found.get(number) ?? 0)) found.set(number, level)
    }
  }

  shards(start, exactly) {
    const { words } = this.entry
    let first = words.findLastIndex((word) => word <= start)
    first = Math.max(first, 0)
    let behind = first + 1
    while (!exactly && behind < words.length && words[behind].startsWith(start)) behind += 1
    const numbers = words.map((_, number) => number).slice(first, Math.min(behind, first + FILES_A_WORD))
    return Promise.all(numbers.map((number) => this.file(`w${number}`)))
  }

  // Put first what has the words of the query one after another, as a quotation has.
  async rank(found, asked) {
    const better = (a, b) => b.score - a.score || a.number - b.number
    found.sort(better)
    if (asked.length < 2) return
    const first = found.slice(0, LOOKED_AT)
    const phrase = ` ${asked.join(" ")}`
    await Promise.all(first.map(async (one) => {
      const record = await this.record(one.number)
      const isIn = (text) => ` ${wordsIn(text).join(" ")} `.includes(phrase)
      const isStatement = STATEMENTS.has(record.kind) // its title is the briefing's
      if (!isStatement && isIn(record.title)) one.score *= TITLE
      else if (isIn((record.parts ?? []).join(" "))) one.score *= isStatement ? SAID : WRITTEN
    }))
    found.splice(0, first.length, ...first.sort(better))
  }

  async record(number) {
    const { block } = this.entry
    return (await this.file(`r${Math.floor(number / block)}`))[number % block]
  }
}
