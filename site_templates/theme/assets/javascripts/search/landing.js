// Marks the words that a reader searched for where the result leads.

import { rangesIn } from "./words.js"

// Remarks of the program (`data-search-exclude`) are not what was searched.
const NOT_SHOWN = "script, style, .b-unseen, .headerlink, [aria-hidden='true'], [data-search-exclude]"
const MOST = 200

function textsIn(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const nodes = []
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(NOT_SHOWN)) nodes.push(walker.currentNode)
  }
  return nodes
}

export function mark(element, query) {
  const nodes = textsIn(element)
  const text = nodes.map((node) => node.data).join("")
  const pieces = []
  let start = 0
  const ranges = rangesIn(text, query).slice(0, MOST)
  for (const node of nodes) {
    const end = start + node.length
    for (const [from, to] of ranges) {
      if (from < end && to > start) {
        pieces.push([node, Math.max(from - start, 0), Math.min(to - start, node.length)])
      }
    }
    start = end
  }
  for (const [node, from, to] of pieces.reverse()) { // from the end: places before stay
    const range = document.createRange()
    range.setStart(node, from)
    range.setEnd(node, to)
    const found = document.createElement("mark")
    found.className = "b-found"
    range.surroundContents(found)
  }
}

// An address may have been cut off within a letter.
function placeOf(hash) {
  try {
    return hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)))
  } catch {
    return null
  }
}

export function land(query) {
  const place = placeOf(location.hash)
  const element = place || document.querySelector("main article")
  if (!element) return
  mark(element, query)
  for (let folded = element.closest("details"); folded; folded = folded.parentElement.closest("details")) {
    folded.open = true
  }
  const address = new URL(location.href)
  address.searchParams.delete("h")
  history.replaceState(history.state, "", address)
  if (place) place.scrollIntoView()
  else element.querySelector("mark.b-found")?.scrollIntoView({ block: "center" })
}
