// Keeps the simulator's page current and sends what its forms ask for. The page works without it, standing still.
"use strict";
const main = () => document.querySelector("main");
const said = (text) => { const line = document.getElementById("said"); if (line) line.textContent = text; };

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch("/_sim/", { headers: { accept: "text/html" } });
  if (!answer.ok) { said("The simulator answers " + answer.status + "."); return; }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of fresh.querySelectorAll("[data-live]")) {
    const old = document.getElementById(part.id);
    if (old && old.innerHTML !== part.innerHTML) old.replaceWith(document.importNode(part, true));
  }
}

main().addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.post) return;
  event.preventDefault();
  const body = {};
  for (const [name, value] of new FormData(form)) body[name] = value === "" || isNaN(value) ? value : Number(value);
  if (form.dataset.body) Object.assign(body, JSON.parse(form.dataset.body));
  said("Working on it");
  const answer = await fetch(form.dataset.post, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  });
  const told = await answer.json();
  said(answer.ok ? form.dataset.done : told.error);
  refresh();
});

setInterval(() => refresh().catch(() => said("The simulator does not answer; it may have been stopped.")), 2000);
