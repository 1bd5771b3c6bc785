"use strict";
// What every page runs, and all of it: swaps fragments that the server sends, says when what you see is getting old,
// keeps the theme, and closes open explanations. Pages work without it; they only stand still.
(() => {
  const STALE_MS = 15000;
  const root = document.documentElement;
  const held = new Map(); // fragments that wait while text in their place is selected
  let source = null;
  let lastBeat = Date.now();
  let version = null;
  let fresh = null; // what the light said before it went stale

  // --- Theme: the system's, until the button chooses the other one -------------------------------------------------
  function shownTheme() {
    return root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  }
  for (const button of document.querySelectorAll("[data-theme-button]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = shownTheme() === "dark" ? "light" : "dark";
      document.cookie = "theme=" + root.dataset.theme + ";path=/;max-age=31536000;samesite=lax";
    });
  }

  // --- Explanations and menus: one open at a time; Escape and a click elsewhere close --------------------------------
  const openOnes = () => document.querySelectorAll("details.why[open], details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const details of openOnes()) if (!details.contains(event.target)) details.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "Escape") {
      for (const details of openOnes()) {
        details.open = false;
        details.querySelector("summary").focus();
      }
    } else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      const search = document.querySelector("input[type=search]");
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    }
  });
  for (const select of document.querySelectorAll("select[data-submit]")) {
    select.addEventListener("change", () => select.form.requestSubmit());
  }

  // --- Fragments ---------------------------------------------------------------------------------------------------
  function selecting(element) {
    const selection = getSelection();
    return selection && !selection.isCollapsed && element.contains(selection.anchorNode);
  }
  function markNew(fresh, old) {
    const known = new Set([...old.querySelectorAll("[data-key]")].map((row) => row.dataset.key));
    if (!known.size) return;
    for (const row of fresh.querySelectorAll("[data-key]")) row.classList.toggle("new", !known.has(row.dataset.key));
  }
  function swap(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const next = holder.content.firstElementChild;
    const old = next && document.getElementById(next.id);
    if (!old) return;
    if (selecting(old)) {
      held.set(next.id, html);
      return;
    }
    held.delete(next.id);
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const place = focused && (focused.id ? "#" + CSS.escape(focused.id) : focused.getAttribute("href") && 'a[href="' + CSS.escape(focused.getAttribute("href")) + '"]');
    const summaryOf = focused && focused.tagName === "SUMMARY" && focused.parentElement.id;
    for (const details of old.querySelectorAll("details[open][id]")) {
      const same = next.querySelector("#" + CSS.escape(details.id));
      if (same) same.open = true;
    }
    const scrolled = [...old.querySelectorAll(".scroll")].map((box) => box.scrollLeft);
    markNew(next, old);
    old.replaceWith(next);
    next.querySelectorAll(".scroll").forEach((box, i) => { box.scrollLeft = scrolled[i] || 0; });
    const again = summaryOf ? next.querySelector("#" + CSS.escape(summaryOf) + " > summary") : place && next.querySelector(place);
    if (again) again.focus({ preventScroll: true });
  }

  // --- The stream: open while the page is seen ---------------------------------------------------------------------
  function say(state, words) {
    const light = document.getElementById("live");
    if (!light) return;
    if (fresh === null) fresh = light.outerHTML;
    light.className = "live " + state;
    light.querySelector("span").textContent = words;
    const spoken = document.getElementById("live-spoken");
    if (spoken && spoken.textContent !== words) spoken.textContent = words;
  }
  function beat() {
    lastBeat = Date.now();
    if (fresh !== null) swap(fresh);
    fresh = null;
    const spoken = document.getElementById("live-spoken");
    if (spoken && spoken.textContent) spoken.textContent = "";
  }
  function open() {
    const address = document.body.dataset.live;
    if (!address || source || document.hidden) return;
    beat();
    source = new EventSource(address);
    source.addEventListener("swap", (event) => { beat(); swap(event.data); });
    source.addEventListener("beat", (event) => {
      beat();
      if (version && event.data !== version) location.reload(); // the server was replaced: load its page
      version = event.data;
    });
    source.addEventListener("bye", (event) => {
      close();
      document.body.dataset.live = "";
      say("stale", event.data);
    });
  }
  function close() {
    if (source) source.close();
    source = null;
  }
  function look() {
    for (const html of [...held.values()]) swap(html);
    if (!source || Date.now() - lastBeat < STALE_MS) return;
    const since = new Date(lastBeat).toLocaleTimeString([], { hour12: false });
    say("stale", "no news since " + since + ", trying again");
    if (source.readyState === EventSource.CLOSED) {
      close();
      setTimeout(open, 3000);
    }
  }
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  setInterval(look, 1000);
  open();
})();
