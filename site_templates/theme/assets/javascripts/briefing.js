// What makes a briefing handier where scripts run; without them everything works as plain links.
"use strict"

{
  const status = document.createElement("p")
  status.className = "b-unseen"
  status.setAttribute("role", "status")
  document.body.append(status)

  // A permanent address is copied by a click. It stays a link: it can be opened, dragged and shared.
  if (navigator.clipboard) {
    for (const link of document.querySelectorAll("a[data-copy]")) {
      const label = link.dataset.copy
      link.textContent = label
      link.addEventListener("click", async (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        try {
          await navigator.clipboard.writeText(link.href)
        } catch {
          location.assign(link.href)
          return
        }
        link.textContent = status.textContent = link.dataset.copied
        setTimeout(() => { link.textContent = label; status.textContent = "" }, 2000)
      })
    }
  }

  // A link may lead to what is folded; not every browser unfolds it.
  const unfold = () => {
    const place = document.querySelector(":target")
    const folded = place && place.closest("details:not([open])")
    if (!folded) return
    folded.open = true
    place.scrollIntoView()
  }
  addEventListener("hashchange", unfold)
  unfold()
}
