// The page of the chat. What others wrote is only ever set as text, never as HTML.

const at = (id) => document.getElementById(id);

let me = null;
let rooms = [];
/** The room that is shown, its socket, and who is typing in it. */
let room = null;
let socket = null;
const typing = new Map();

/** Asks the server; a refusal becomes an error with its reason. */
async function api(method, path, body) {
  const response = await fetch(`/api${path}`, {
    method,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (response.ok) return text ? JSON.parse(text) : null;
  let detail = `The server answered ${response.status}.`;
  try { detail = JSON.parse(text).detail ?? detail; } catch { /* It was no JSON. */ }
  throw Object.assign(new Error(detail), { status: response.status });
}

/** Runs what a user asked for, and shows why it was refused. */
function attempt(place, action) {
  return async (event) => {
    event?.preventDefault();
    at(place).textContent = "";
    try { await action(event); } catch (error) { at(place).textContent = error.message; }
  };
}

function element(name, text, ...children) {
  const made = document.createElement(name);
  made.append(...(text === null ? children : [text]));
  return made;
}

// Who is here.

function show() {
  at("door").hidden = me !== null;
  at("house").hidden = me === null;
  at("me").textContent = me ?? "";
  if (me === null) at("username").focus();
}

async function enter(answer) {
  me = answer.username;
  at("password").value = "";
  show();
  listen();
  await refresh();
  if (location.hash) open(location.hash.slice(1));
}

const credentials = () => ({ username: at("username").value.trim(), password: at("password").value });
at("log-in").addEventListener("submit", attempt("door-fault", async () => enter(await api("POST", "/session", credentials()))));
at("sign-up-button").addEventListener("click", attempt("door-fault", async () => {
  if (at("log-in").reportValidity()) await enter(await api("POST", "/accounts", credentials()));
}));
at("log-out").addEventListener("click", attempt("rooms-fault", async () => {
  await api("DELETE", "/session");
  location.reload();
}));

// The rooms.

async function refresh() {
  rooms = await api("GET", "/rooms");
  at("rooms").replaceChildren(...rooms.map((each) => {
    const kind = [each.is_private && "private", !each.is_member && "not a member"].filter(Boolean).join(", ");
    const button = element("button", null, each.name, " ", element("small", kind));
    button.dataset.room = each.id;
    if (each.id === room) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => { location.hash = each.id; });
    return element("li", null, button);
  }));
}

at("new-room").addEventListener("submit", attempt("rooms-fault", async () => {
  const made = await api("POST", "/rooms", { name: at("new-name").value, is_private: at("new-private").checked });
  at("new-room").reset();
  await refresh();
  location.hash = made.id;
}));

// One room, live.

function open(id) {
  socket?.close();
  socket = null;
  room = id || null;
  typing.clear();
  showTyping();
  at("log").replaceChildren();
  at("room-fault").textContent = "";
  at("room-name").textContent = room ? "…" : "Choose a room";
  at("status").textContent = "";
  at("say").hidden = at("people").hidden = true;
  at("house").classList.toggle("in-room", room !== null);
  refresh();
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(room)) connect(room);
  else if (room) refused("There is no such room.");
}

function connect(id) {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const opened = new WebSocket(`${scheme}://${location.host}/ws/rooms/${encodeURIComponent(id)}/`);
  socket = opened;
  at("status").textContent = "connecting";
  opened.addEventListener("message", ({ data }) => {
    if (socket === opened) receive(JSON.parse(data));
  });
  opened.addEventListener("close", ({ code }) => {
    if (socket !== opened) return;
    socket = null;
    at("status").textContent = "closed";
    at("say").hidden = at("people").hidden = true;
    // What is refused stays so; everything else is worth another try.
    if ((code >= 4400 && code !== 4500) || code === 1008) {
      refresh();
    } else {
      at("status").textContent = "connecting again";
      setTimeout(() => { if (room === id && socket === null) connect(id); }, 1000 + Math.random() * 2000);
    }
  });
}

function receive({ action, payload, is_mine: mine }) {
  if (action === "authentication") {
    if (payload.status_code === 200) entered();
    else refused(payload.data.detail);
  } else if (action === "history") {
    at("room-name").textContent = payload.room;
    at("log").replaceChildren();
    payload.posts.forEach((post) => said(post.username, post.text, post.is_mine));
  } else if (action === "said") {
    typing.delete(payload.username);
    showTyping();
    said(payload.username, payload.text, mine);
  } else if (action === "somebody_types") {
    typing.set(payload, Date.now());
    showTyping();
    setTimeout(showTyping, 3100);
  } else if (action === "error") {
    note(Array.isArray(payload) ? payload.map((fault) => fault.msg).join("; ") : payload.detail);
  }
}

function entered() {
  at("status").textContent = "open";
  at("say").hidden = at("people").hidden = false;
  if (matchMedia("(min-width: 44rem)").matches) at("text").focus();
  if (at("people").open) people();
}

/** Why one may not be here; a public room can be joined. */
function refused(why) {
  at("room-fault").textContent = why;
  at("say").hidden = at("people").hidden = true;
  const known = rooms.find((each) => each.id === room);
  if (at("room-name").textContent === "…") at("room-name").textContent = known?.name ?? "No entry";
  if (known && !known.is_private && !known.is_member) {
    const join = element("button", "Join the room");
    join.id = "join";
    join.addEventListener("click", attempt("room-fault", async () => {
      await api("POST", `/rooms/${room}/membership`);
      open(room);
    }));
    at("room-fault").append(" ", join);
  }
}

function said(username, text, mine) {
  const log = at("log");
  const below = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const name = element("p", mine ? "you" : username);
  name.className = "name";
  const box = element("div", null, name, element("p", text));
  if (mine) box.className = "mine";
  log.append(box);
  if (below || mine) log.scrollTop = log.scrollHeight;
}

function note(text) {
  const box = element("div", null, element("p", text));
  box.className = "note";
  at("log").append(box);
  at("log").scrollTop = at("log").scrollHeight;
}

function showTyping() {
  for (const [name, since] of typing) if (Date.now() - since > 3000) typing.delete(name);
  const names = [...typing.keys()];
  at("typing").textContent = names.length ? `${names.join(", ")} ${names.length > 1 ? "are" : "is"} typing …` : "";
}

let told = 0;
at("text").addEventListener("input", () => {
  if (at("text").value && Date.now() - told > 2000) {
    told = Date.now();
    socket?.send(JSON.stringify({ action: "typing" }));
  }
});
at("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    at("say").requestSubmit();
  }
});
at("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = at("text").value.trim();
  if (!text || socket?.readyState !== WebSocket.OPEN) return;
  socket.send(JSON.stringify({ action: "chat", payload: { text } }));
  at("text").value = "";
  told = 0;
});

// Who is in the room.

async function people() {
  const owner = rooms.find((each) => each.id === room)?.is_owner;
  const members = await api("GET", `/rooms/${room}/members`);
  at("members").replaceChildren(...members.map(({ username, is_muted: muted }) => {
    const item = element("li", null, element("span", muted ? `${username} (muted)` : username));
    if (owner && username !== me) {
      const member = `/rooms/${room}/members/${encodeURIComponent(username)}`;
      const change = (label, action) => {
        const button = element("button", label);
        button.setAttribute("aria-label", `${label} ${username}`);
        button.addEventListener("click", attempt("room-fault", async () => { await action(); await people(); }));
        item.append(button);
      };
      change(muted ? "Unmute" : "Mute", () => api("PUT", `${member}/muted`, { is_muted: !muted }));
      change("Remove", () => api("DELETE", member));
    }
    return item;
  }));
  at("leave").hidden = owner;
}

at("people").addEventListener("toggle", attempt("room-fault", async () => { if (at("people").open) await people(); }));
at("add").addEventListener("submit", attempt("room-fault", async () => {
  await api("POST", `/rooms/${room}/members`, { username: at("add-name").value.trim() });
  at("add").reset();
  await people();
}));
at("leave").addEventListener("click", attempt("room-fault", async () => {
  await api("DELETE", `/rooms/${room}/membership`);
  location.hash = "";
}));
at("back").addEventListener("click", () => { location.hash = ""; });

// What concerns the user wherever they are.

function listen() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const opened = new WebSocket(`${scheme}://${location.host}/ws/notifications/`);
  opened.addEventListener("message", ({ data }) => {
    const { action, payload } = JSON.parse(data);
    if (action !== "added") return;
    notify(`${payload.by} added you to “${payload.room}”.`);
    if (payload.room_id === room && socket === null) open(room);
  });
  opened.addEventListener("close", ({ code }) => {
    if (code === 4401) location.reload();
    else setTimeout(listen, 1000 + Math.random() * 2000);
  });
}

let hiding;
function notify(text) {
  at("notice").textContent = text;
  clearTimeout(hiding);
  hiding = setTimeout(() => { at("notice").textContent = ""; }, 8000);
  refresh();
}

// Begin.

addEventListener("hashchange", () => { if (me !== null) open(location.hash.slice(1)); });
try {
  await enter(await api("GET", "/me"));
} catch {
  show();
}
