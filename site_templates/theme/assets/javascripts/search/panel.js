// What a reader sees of the search: over a page, or as the page `search/`. Texts of the index are
// put into the page as text, never as HTML.

import { FILTERS, Index } from "./index.js"
import { rangesIn, wordsIn } from "./words.js"

const ROOT = new URL("../../../", import.meta.url)
const WORDS = JSON.parse(document.getElementById("b-search-words").text)
const KINDS = ["quotation", "question", "reported", "briefing", "person", "story", "page"]
const ICONS = { open: "○", partly: "◐", answered: "✓", moot: "–" }
const FIRST = 10
const MORE = 20
const WINDOW = 44 // words of a long text that are shown
const PATIENCE = 120
const index = new Index(new URL("assets/search/", ROOT))
let count = 0

const LANGUAGE = (() => {
  try {
    return Intl.getCanonicalLocales(document.documentElement.lang)[0] ?? "en"
  } catch {
    return "en"
  }
})()
const RULES = new Intl.PluralRules(LANGUAGE)

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "")
    else if (value !== false && value !== undefined) element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

// Say a message of the catalogue; one that counts has a form for each kind of number.
function say(name, values = {}) {
  const forms = WORDS[name]
  const text = forms.other === undefined ? forms : forms[RULES.select(values.n)] ?? forms.other
  return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole)
}

// ---------------------------------------------------------------- results

// Give a text with the words of the query marked; of a long one, the part around them.
function excerpt(parts, query, interrupted) {
  const text = parts.join("\n")
  const ranges = rangesIn(text, query)
  const words = [...text.matchAll(/\S+/g)]
  let start = 0
  let end = text.length
  if (words.length > WINDOW * 1.3) {
    const at = ranges.length ? words.findLastIndex((word) => word.index <= densest(ranges)) : 0
    const first = Math.min(Math.max(at - 8, 0), words.length - WINDOW)
    const last = words[first + WINDOW - 1]
    start = words[first].index
    end = last.index + last[0].length
  }
  const nodes = []
  const plain = (from, to) => {
    text.slice(from, to).split("\n").forEach((piece, i) => {
      if (i) nodes.push(interrupted ? make("span", { class: "b-interruption" }, " · · · ") : " ")
      nodes.push(piece)
    })
  }
  if (start > 0) nodes.push(make("span", { class: "b-cut" }, "… "))
  let position = start
  for (const [from, to] of ranges) {
    if (from < position || to > end) continue
    plain(position, from)
    nodes.push(make("mark", {}, text.slice(from, to).replaceAll("\n", " ")))
    position = to
  }
  plain(position, end)
  if (end < text.length) nodes.push(make("span", { class: "b-cut" }, " …"))
  return nodes
}

// Where the most of what was found stands close together.
function densest(ranges) {
  let best = 0
  let place = ranges[0][0]
  for (const [from] of ranges) {
    const near = ranges.filter(([one]) => one >= from && one < from + 220).length
    if (near > best) [best, place] = [near, from]
  }
  return place
}

function addressOf(record, query) {
  const address = new URL(record.address, ROOT)
  if (address.origin !== ROOT.origin) return ROOT.href
  if (wordsIn(query).length) address.searchParams.set("h", query)
  return address.href
}

function shown(record, query) {
  const { kind, parts = [], speaker, quotedBy, date, state, doubtful, lang, title = "" } = record
  const isStatement = kind === "quotation" || kind === "reported"
  const isNamed = isStatement || kind === "question"
  const label = make("span", { class: "b-result-kind" }, WORDS.kinds[kind])
  if (state) {
    label.append(" ", make("span", { class: `b-status b-status-${state}` },
      make("span", { class: "b-icon", "aria-hidden": "true" }, ICONS[state]), ` ${WORDS.states[state]}`))
  }
  if (doubtful) label.append(" ", make("span", { class: "b-tag" }, WORDS.doubtful))
  const words = { class: "b-result-words", dir: "auto", lang }
  const link = make("a", { class: "b-result-link", href: addressOf(record, query) }, label)
  if (isNamed) link.append(make("span", words, ...excerpt(parts, query, isStatement)))
  else {
    link.append(make("span", { ...words, class: "b-result-title" }, ...excerpt([title], query, false)))
    if (parts.length) link.append(make("span", words, ...excerpt(parts, query, false)))
  }
  const secondHand = quotedBy && say("quotedBy", { speaker: quotedBy })
  const about = [speaker, secondHand, date, isNamed && title].filter(Boolean)
  if (about.length) {
    const meta = make("span", { class: "b-result-meta" })
    about.forEach((text, i) =>
      meta.append(...(i ? [" · "] : []), make("bdi", {}, ...(text === date ? [date] : excerpt([text], query)))))
    link.append(meta)
  }
  return make("li", { class: `b-result b-result-${kind}` }, link)
}

// ---------------------------------------------------------------- the panel

class Panel {
  constructor(element, { close } = {}) {
    this.element = element
    this.close = close
    this.turn = 0
    this.build()
    this.restore()
  }

  build() {
    const id = `b-search-${(count += 1)}`
    this.field = make("input", {
      type: "search", name: "q", id, class: "b-search-field", placeholder: WORDS.placeholder,
      autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false",
      enterkeyhint: "search", dir: "auto",
    })
    const bar = make("div", { class: "b-search-bar" },
      make("label", { class: "b-unseen", for: id }, WORDS.search), this.field)
    if (this.close) {
      const button = make("button", { type: "button", class: "b-search-close" }, WORDS.close)
      button.addEventListener("click", this.close)
      bar.append(button)
    }
    this.selects = new Map(["kind", "speaker", "story", "year", "sort"].map((name) =>
      [name, make("select", { name, "aria-label": WORDS.filters[name] })]))
    this.selects.get("sort").append(
      make("option", { value: "" }, WORDS.relevance), make("option", { value: "newest" }, WORDS.newest))
    this.choices = make("div", { class: "b-search-choices", hidden: true }, ...this.selects.values())
    this.form = make("form", { role: "search", class: "b-search-form", "aria-label": WORDS.search },
      bar, this.choices)
    this.status = make("p", { class: "b-search-status", role: "status" })
    this.advice = make("div", { class: "b-search-advice" })
    this.list = make("ol", { class: "b-results", "aria-label": WORDS.found, hidden: true })
    this.more = make("button", { type: "button", class: "b-search-more", hidden: true }, WORDS.more)
    this.element.replaceChildren(this.form, this.status, this.advice, this.list, this.more)
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.enter() })
    this.field.addEventListener("input", () => this.soon())
    this.choices.addEventListener("change", () => this.search())
    this.more.addEventListener("click", () => this.showMore(MORE, true))
    this.element.addEventListener("keydown", (event) => this.move(event))
    this.advise()
  }

  // ---- the address

  restore() {
    const asked = new URLSearchParams(location.search)
    this.field.value = asked.get("q") ?? ""
    for (const [name, select] of this.selects) {
      const value = asked.get(name)
      if (!value) continue
      if (name !== "sort") select.append(make("option", { value }, value))
      select.value = value
    }
    if ([...this.selects.keys()].some((name) => asked.get(name)) || this.field.value) this.search()
    else index.open().catch(() => {}) // so that the first letter need not wait
  }

  remember() {
    const address = new URL(location.href)
    const values = this.asked()
    for (const [name, value] of [["q", values.query], ...this.values()]) {
      if (value) address.searchParams.set(name, value)
      else address.searchParams.delete(name)
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address)
  }

  forget() {
    clearTimeout(this.timer)
    const address = new URL(location.href)
    for (const name of ["q", ...this.selects.keys()]) address.searchParams.delete(name)
    history.replaceState(history.state, "", address)
  }

  values() {
    return [...this.selects].map(([name, select]) => [name, select.value])
  }

  asked() {
    const values = Object.fromEntries(this.values())
    return {
      query: this.field.value.trim(),
      filters: Object.fromEntries(FILTERS.map((name) => [name, values[name]])),
      newest: values.sort === "newest",
    }
  }

  // ---- searching

  soon() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.search(), PATIENCE)
  }

  async search() {
    clearTimeout(this.timer)
    const turn = (this.turn += 1)
    const asked = this.asked()
    this.remember()
    const slow = setTimeout(() => { if (turn === this.turn) this.status.textContent = WORDS.searching }, 400)
    let found
    try {
      found = await index.search(asked)
      await Promise.all(found.records.slice(0, FIRST).map((number) => index.record(number)))
    } catch {
      if (turn === this.turn) this.fail()
      return
    } finally {
      clearTimeout(slow)
    }
    if (turn !== this.turn) return
    this.query = asked.query
    this.records = found.records
    const held = this.list.contains(document.activeElement)
    this.list.replaceChildren()
    this.offer(found.counts)
    await this.showMore(FIRST, false)
    if (held) (this.list.querySelector("a") ?? this.field).focus()
    this.tell(asked, found)
    this.done = turn
  }

  tell(asked, { records, partly, empty }) {
    this.choices.hidden = Boolean(empty)
    this.status.textContent = empty ? ""
      : records.length ? say("results", { n: records.length, count: records.length.toLocaleString(LANGUAGE, { numberingSystem: "latn" }) }) + (partly ? ` ${WORDS.partly}` : "")
        : asked.query ? say("nothing", { query: asked.query }) : WORDS.nothingLeft
    this.advise(!empty && !records.length ? asked : null)
  }

  fail() {
    this.list.replaceChildren()
    this.list.hidden = this.more.hidden = this.choices.hidden = true
    this.status.textContent = WORDS.failed
    const again = make("button", { type: "button", class: "b-search-more" }, WORDS.again)
    again.addEventListener("click", () => { this.field.focus(); this.search() })
    this.advice.replaceChildren(again)
  }

  // Say what can be done, before anything is typed and where nothing was found.
  advise(asked) {
    if (asked === undefined) this.advice.replaceChildren(make("p", {}, WORDS.hint))
    else if (!asked) this.advice.replaceChildren(...(this.field.value.trim() ? [] : [make("p", {}, WORDS.hint)]))
    else {
      const advice = [WORDS.fewer, WORDS.spelling]
      const list = make("ul", {}, ...advice.map((text) => make("li", {}, text)))
      if (FILTERS.some((name) => asked.filters[name])) {
        const button = make("button", { type: "button", class: "b-search-more" }, WORDS.unfiltered)
        button.addEventListener("click", () => {
          for (const name of FILTERS) this.selects.get(name).value = ""
          this.field.focus()
          this.search()
        })
        list.prepend(make("li", {}, button))
      }
      const lists = make("li", {}, `${WORDS.lists} `)
      WORDS.places.forEach(({ path, title }, i) =>
        lists.append(...(i ? [" · "] : []), make("a", { href: new URL(path, ROOT).href }, title)))
      list.append(lists)
      this.advice.replaceChildren(list)
    }
  }

  offer(counts) {
    for (const name of FILTERS) {
      const select = this.selects.get(name)
      const chosen = select.value
      const values = [...(counts[name] ?? [])]
      if (name === "kind") values.sort(([a], [b]) => KINDS.indexOf(a) - KINDS.indexOf(b))
      else if (name === "year") values.sort(([a], [b]) => (a < b ? 1 : -1))
      else values.sort(([a, many], [b, more]) => more - many || a.localeCompare(b))
      if (chosen && !values.some(([value]) => value === chosen)) values.unshift([chosen, 0])
      select.replaceChildren(
        make("option", { value: "" }, WORDS.any[name]),
        ...values.map(([value, number]) => make("option", { value },
          `${name === "kind" && KINDS.includes(value) ? WORDS.kinds[value] : value} (${number})`)))
      select.value = chosen
      select.toggleAttribute("data-chosen", Boolean(chosen))
    }
  }

  async showMore(number, focus) {
    const turn = this.turn
    const from = this.list.childElementCount
    const next = this.records.slice(from, from + number)
    let records
    try {
      records = await Promise.all(next.map((one) => index.record(one)))
    } catch {
      this.fail()
      return
    }
    if (turn !== this.turn) return
    this.list.append(...records.map((record) => shown(record, this.query)))
    this.list.hidden = !this.list.childElementCount
    this.more.hidden = this.list.childElementCount >= this.records.length
    if (focus) this.list.children[from]?.querySelector("a").focus()
  }

  // ---- keys

  enter() {
    if (matchMedia("(pointer: coarse)").matches) return this.field.blur()
    if (this.done === this.turn && !this.stale()) this.list.querySelector("a")?.click()
    else this.first()
  }

  stale() {
    return this.query !== this.field.value.trim()
  }

  first() { // of what is asked for now, not of what was found before
    this.search().then(() => this.list.querySelector("a")?.focus())
  }

  move(event) {
    if (event.key === "Escape" && this.close) {
      event.preventDefault()
      this.close()
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
    const links = [...this.list.querySelectorAll("a")]
    const at = links.indexOf(document.activeElement)
    if (at < 0 && document.activeElement !== this.field) return
    event.preventDefault()
    const next = at + (event.key === "ArrowDown" ? 1 : -1)
    if (next === 0 && at < 0 && this.stale()) this.first()
    else if (next < 0) this.field.focus()
    else if (next < links.length) links[next].focus()
    else if (!this.more.hidden) this.more.focus()
  }
}

// ---------------------------------------------------------------- over a page, and on its own

let dialog = null

export function open() {
  if (dialog?.open) return
  if (!dialog?.isConnected) {
    dialog = make("dialog", { class: "b-search-dialog md-typeset", "aria-label": WORDS.search })
    document.body.append(dialog)
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close() })
    dialog.addEventListener("close", () => dialog.panel.forget())
    const inner = dialog.appendChild(make("div", { class: "b-search-inner" }))
    dialog.panel = new Panel(inner, { close: () => dialog.close() })
  } else if (dialog.panel.stale()) dialog.panel.search()
  else if (dialog.panel.field.value) dialog.panel.remember()
  dialog.showModal()
  dialog.panel.field.focus()
  dialog.panel.field.select()
}

export function fill(element) {
  return new Panel(element) // the focus stays where a page's focus begins; the key `/` brings it here
}
