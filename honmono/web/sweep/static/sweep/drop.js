// Files of results go one after another, each told apart.  Without this script the form
// sends them all at once.
(() => {
  "use strict";
  const form = document.getElementById("drop");
  if (!form) return;
  const AT_ONCE = 3, SHOWN = 300;
  const input = document.getElementById("files"), list = document.getElementById("sent");
  const sum = document.getElementById("sum"), whole = document.getElementById("whole");
  const say = form.dataset, queue = [];
  let running = 0, files = 0, done = 0, wrong = 0;

  function show() {
    sum.textContent = say.sum.replace("%done", done).replace("%files", files).replace("%wrong", wrong);
    whole.max = files || 1;
    whole.value = done + wrong;
    for (const each of [sum, whole, list]) each.hidden = false;
  }

  function line(file) {
    if (list.childElementCount >= SHOWN) {
      const old = [...list.children].find((each) => each.dataset.over === "good");
      if (old) old.remove();
    }
    const row = document.createElement("li"), state = document.createElement("span");
    row.append(file.name + " ", state);
    state.textContent = say.waits;
    list.append(row);
    return { row, state };
  }

  async function send(file) {
    const about = new FormData();
    for (const field of form.querySelectorAll("input:not([type=file])")) about.set(field.name, field.value);
    about.append("files", file);
    const answer = await fetch(form.action, { method: "POST", body: about, credentials: "same-origin", redirect: "error", headers: { Accept: "application/json" } });
    let told = {};
    try { told = await answer.json(); } catch { /* a page of the frame, no words of ours */ }
    if (!answer.ok) throw new Error(told.error || say.failed);
    return told.text;
  }

  async function one({ file, row, state }) {
    state.textContent = say.sending;
    try {
      state.textContent = await send(file);
      row.dataset.over = "good";
      done++;
    } catch (error) {
      state.textContent = error instanceof TypeError ? say.offline : error.message;
      row.classList.add("wrong");
      list.prepend(row);
      wrong++;
    }
    show();
  }

  function next() {
    while (running < AT_ONCE && queue.length) {
      running++;
      one(queue.shift()).finally(() => {
        running--;
        if (running || queue.length) { next(); return; }
        window.removeEventListener("beforeunload", leaving);
        if (!wrong) window.location.assign(say.list);
      });
    }
  }

  function leaving(event) { event.preventDefault(); }

  function take(given) {
    if (!given.length) return;
    window.addEventListener("beforeunload", leaving);
    for (const file of given) { files++; queue.push({ file, ...line(file) }); }
    show();
    next();
  }

  form.addEventListener("submit", (event) => {
    if (!input.files.length && !running) return;  // the server says what is missing
    event.preventDefault();
    take([...input.files]);
    input.value = "";
  });
  const files_in = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  window.addEventListener("dragover", (event) => {
    if (!files_in(event)) return;
    event.preventDefault();
    form.classList.add("over");
  });
  window.addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("over"); });
  window.addEventListener("drop", (event) => {
    if (!files_in(event)) return;
    event.preventDefault();
    form.classList.remove("over");
    take([...event.dataTransfer.files]);
  });
})();
