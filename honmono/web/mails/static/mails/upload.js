// Files go to the desk piece by piece: a stopped upload goes on where it was, and of
// thousands each is told apart.  Without this script the form sends them whole.
(() => {
  "use strict";
  const form = document.getElementById("drop");
  if (!form) return;
  const AT_ONCE = 3, TRIES = 5, SHOWN = 300;
  const input = document.getElementById("files"), list = document.getElementById("sent");
  const EDGE = 65536, busy = new Set();
  const sum = document.getElementById("sum"), whole = document.getElementById("whole");
  const say = form.dataset, queue = [];
  let running = 0, files = 0, done = 0, wrong = 0, bytes = 0, came = 0;

  const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;
  const wait = (ms) => new Promise((go) => setTimeout(go, ms));

  async function ask(address, body) {
    const answer = await fetch(address, {
      method: "POST", body, credentials: "same-origin", redirect: "error",
      headers: { "X-CSRFToken": token(), Accept: "application/json" },
    });
    let told = {};
    try { told = await answer.json(); } catch { /* a page of the frame, no words of ours */ }
    return { status: answer.status, ...told };
  }

  // Two files of one name, size and time are told apart by their first and last bytes.
  async function mark(file) {
    let one = 0xdeadbeef, two = 0x41c6ce57;
    for (const part of [file.slice(0, EDGE), file.slice(Math.max(0, file.size - EDGE))]) {
      for (const byte of new Uint8Array(await part.arrayBuffer())) {
        one = Math.imul(one ^ byte, 2654435761);
        two = Math.imul(two ^ byte, 1597334677) ^ (one >>> 15);
      }
    }
    return [one, two].map((each) => (each >>> 0).toString(16).padStart(8, "0")).join("");
  }

  const key = (file) => [file.name, file.size, file.lastModified].join("/");

  function line(file) {
    if (list.childElementCount >= SHOWN) {
      const old = [...list.children].find((each) => each.dataset.over === "good");
      if (old) old.remove();
    }
    const row = document.createElement("li"), name = document.createElement("span");
    const state = document.createElement("span");
    name.textContent = file.name + " ";
    state.textContent = say.waits;
    row.append(name, state);
    list.append(row);
    return { row, state };
  }

  function show() {
    sum.textContent = say.sum.replace("%done", done).replace("%files", files).replace("%wrong", wrong);
    whole.max = bytes || 1;
    whole.value = came;
    for (const each of [sum, whole, list]) each.hidden = false;
  }

  async function again(what, tell) {
    for (let i = 0; ; i++) {
      try {
        const told = await what();
        const mine = told.status !== 423 && told.status < 500;
        if (mine || told.status === 507 || i === TRIES) return told;
      } catch (error) {
        if (i === TRIES) return { status: 0, error: say.offline };
      }
      tell(say.again);
      await wait(1000 * 2 ** i);
    }
  }

  async function send(file, tell, count) {
    const about = new FormData();
    about.set("name", file.name);
    about.set("size", file.size);
    about.set("modified", file.lastModified || 0);
    about.set("mark", await mark(file));
    const choice = form.querySelector("[name=is_report]:checked");
    if (choice && choice.value === "1") about.set("is_report", "on");
    const password = form.querySelector("[name=password]");
    if (password && password.value) about.set("password", password.value);
    const begun = await again(() => ask(form.dataset.begin, about), tell);
    if (begun.status !== 200) throw new Error(begun.error || say.failed);
    let offset = begun.offset, moved = 0;
    count(offset);
    for (;;) {
      tell(say.sending + " " + Math.floor((100 * offset) / file.size) + " %");
      const part = file.slice(offset, offset + begun.piece);
      const told = await again(() => ask(begun.address + "?offset=" + offset, part), tell);
      if (told.status === 409 && moved++ < 10) { offset = told.offset; count(offset); continue; }
      if (told.status !== 200) throw new Error(told.error || say.failed);
      offset = told.offset;
      count(offset);
      if (told.state !== "coming") return told.text;
    }
  }

  async function one({ file, row, state }) {
    let mine = 0;
    const tell = (text) => { state.textContent = text; };
    const count = (now) => { came += now - mine; mine = now; show(); };
    try {
      tell(await send(file, tell, count));
      row.dataset.over = "good";
      done++;
    } catch (error) {
      tell(error.message || say.failed);
      row.dataset.over = "wrong";
      row.classList.add("wrong");
      list.prepend(row);
      wrong++;
    }
    count(file.size);
  }

  function next() {
    while (running < AT_ONCE) {
      const place = queue.findIndex((each) => !busy.has(key(each.file)));
      if (place < 0) return;
      const [each] = queue.splice(place, 1);
      running++;
      busy.add(key(each.file));
      one(each).finally(() => {
        running--;
        busy.delete(key(each.file));
        if (!running && !queue.length) over();
        else next();
      });
    }
  }

  function over() {
    window.removeEventListener("beforeunload", leaving);
    if (!wrong) window.location.assign(form.dataset.list);
  }

  function leaving(event) { event.preventDefault(); }

  function take(given) {
    if (!given.length) return;
    window.addEventListener("beforeunload", leaving);
    for (const file of given) {
      files++;
      bytes += file.size;
      queue.push({ file, ...line(file) });
    }
    show();
    next();
  }

  form.addEventListener("submit", (event) => {
    // A second click must not send the empty form: that would stop what is on its way.
    if (!input.files.length && !running) return;
    event.preventDefault();
    take([...input.files]);
    input.value = "";
  });
  // Files may be dropped anywhere on the page: beside the box a browser would open them.
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
