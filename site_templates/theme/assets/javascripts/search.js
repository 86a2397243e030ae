// Opens the search. Nothing else of it is loaded before a reader asks for it.
"use strict"

{
  const here = document.currentScript.src
  const load = (name) => import(new URL(`search/${name}.js`, here))
  const link = () => document.querySelector("[data-search-open]")
  const page = () => document.querySelector("[data-search-page]")

  const open = async () => {
    if (page()) return page().querySelector("input")?.focus()
    try {
      (await load("panel")).open()
    } catch {
      if (link()) location.assign(link().href)
    }
  }

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if (!event.target.closest("[data-search-open]") || page()) return
    event.preventDefault()
    open()
  })

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.key !== "/" && event.key !== "s") return
    if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return
    event.preventDefault()
    open()
  })

  const arrive = async () => {
    const asked = new URLSearchParams(location.search)
    if (page()) {
      try {
        (await load("panel")).fill(page())
      } catch {
        page().textContent = JSON.parse(document.getElementById("b-search-words").text).failed
      }
    } else if (asked.get("q")) {
      open()
    } else if (asked.get("h")) {
      (await load("landing")).land(asked.get("h"))
    }
  }

  // Where the theme exchanges pages without loading them anew, it says so.
  if (window.document$) window.document$.subscribe(arrive)
  else arrive()
}
