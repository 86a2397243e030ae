// Mends what the theme's own script does. This one is deferred, so it runs before that one begins.
"use strict"

// The theme takes each link whose relation is just "alternate" for a site in another language and
// asks for its site map; those to feeds get a second word.
for (const link of document.querySelectorAll("link[rel=alternate][type]")) link.relList.add("feed")

// The colour of the browser's frame is the reader's choice where the theme offers one.
if (document.querySelector("[data-md-component=palette]")) {
  for (const colour of document.querySelectorAll("meta[name=theme-color][media]")) colour.remove()
}

// The theme opens its menu on narrow screens by a label, which no keyboard reaches and no screen
// reader announces. Where scripts run, a button takes its place.
{
  const toggle = document.getElementById("__drawer")
  const label = document.querySelector("header label[for=__drawer]")
  const menu = document.querySelector("[data-md-type=navigation]")
  if (toggle && label && menu) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = label.className
    button.dataset.menu = ""
    button.setAttribute("aria-label", document.currentScript.dataset.label)
    button.append(...label.childNodes)
    const tell = () => button.setAttribute("aria-expanded", toggle.checked)
    button.addEventListener("click", () => {
      toggle.click()
      if (!toggle.checked) return
      const first = [...menu.querySelectorAll("a")].find((link) => link.checkVisibility())
      if (first) first.focus()
    })
    toggle.addEventListener("change", tell)
    toggle.autocomplete = "off" // after a reload the menu is shut, in Firefox too
    const close = () => {
      if (toggle.checked) toggle.click()
    }
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !toggle.checked) return
      close()
      button.focus()
    })
    // Whoever leaves the menu by the keyboard leaves it closed.
    menu.addEventListener("focusout", ({relatedTarget}) => {
      if (relatedTarget && !menu.contains(relatedTarget)) close()
    })
    tell()
    label.replaceWith(button)
  }
}
