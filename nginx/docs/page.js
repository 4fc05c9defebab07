// The page of /docs: draws /openapi.json, finds in it, and tries its calls. Only textContent is ever
// set: nothing of the document or of an answer can become markup. The token stays in this page.

const words = {
  about: ["Version {0}. {1} calls.", "版本 {0}，共 {1} 个接口。"],
  find: ["Find a call, a field, an error, a word", "查找接口、字段、错误代码或文字"],
  found: ["{0} of {1} calls", "{1} 个接口中的 {0} 个"],
  other: ["中文", "English"],
  logIn: ["Log in to try calls", "登录以试用接口"],
  loggedIn: ["Token at hand", "已有令牌"],
  user: ["User name", "用户名"], password: ["Password", "密码"], token: ["or a token", "或令牌"],
  enter: ["Log in", "登录"], take: ["Use this token", "使用此令牌"], forget: ["Forget it", "清除令牌"],
  kept: ["Kept in this page only, until it is closed.", "仅保存在本页内存中，关闭即失效。"],
  permission: ["Permission", "权限"], also: ["heeds also", "另需视情况"],
  open: ["none: without a token", "无需令牌"], anyUser: ["any login", "登录即可"],
  limits: ["Limits", "限制"],
  perLogin: ["{0} requests a second per login", "每次登录每秒 {0} 次请求"],
  perAddress: ["{0} requests a second per address", "每个地址每秒 {0} 次请求"],
  bytes: ["body up to {0}", "请求体不超过 {0}"],
  repeats: ["Repeats", "重试"],
  key: ["With an Idempotency-Key of your own a repeat within 24 hours gets the first answer; with another body: 422",
    "带自定的 Idempotency-Key 时，24 小时内的重试得到首次的应答；内容不同则为 422"],
  link: ["Copy link", "复制链接"], curl: ["Copy curl", "复制 curl"], copied: ["Copied", "已复制"],
  parameters: ["Parameters", "参数"], body: ["Request body", "请求体"], answer: ["Answer {0}: data", "应答 {0}：data"],
  file: ["Answer {0}", "应答 {0}"], errors: ["Errors", "错误"], none: ["No fields", "没有字段"],
  name: ["Field", "字段"], type: ["Type", "类型"], meaning: ["Meaning", "含义"],
  status: ["Status", "状态"], code: ["Code", "代码"], error: ["Error", "错误"], text: ["Text", "文字"],
  tryIt: ["Try it", "试用"], send: ["Send", "发送"],
  really: ["This really changes data.", "此操作会真实更改数据。"],
  noToken: ["Log in above first, or give a token.", "请先在上方登录或填入令牌。"],
  string: ["text", "文本"], integer: ["integer", "整数"], number: ["number", "数值"],
  boolean: ["true or false", "布尔值"], object: ["object", "对象"], array: ["list", "列表"],
  listOf: ["list of {0}", "列表，元素为{0}"], mapOf: ["object: name → {0}", "对象：名称 → {0}"],
  null: ["null", "null"], any: ["depends on what it tells of", "随内容而定"],
  decimal: ["decimal, {0} places", "十进制数，{0} 位小数"],
  decimalIn: ["decimal, ≤ {0} places (text or number)", "十进制数，≤ {0} 位小数（字符串或数字）"],
  time: ["time, RFC 3339", "时间，RFC 3339"], label: ["text or whole number", "文本或整数"],
  orNull: ["or null", "可为 null"], mayBeEmpty: ["may be empty", "可为空"],
  length: ["{0} characters", "{0} 个字符"], entries: ["{0} entries", "{0} 项"],
  required: ["required", "必填"], absent: ["may be absent", "可能没有"],
  digits: ["up to {0} digits before the point", "整数部分至多 {0} 位"], default: ["default {0}", "默认 {0}"], pattern: ["form {0}", "格式 {0}"],
  guarded: ["null without {0}", "无 {0} 权限时为 null"], again: ["as above: {0}", "同上：{0}"],
  failed: ["The description cannot be read: {0}", "无法读取接口描述：{0}"],
};

const state = { root: null, calls: [], language: 0, token: "" };
const at = id => document.getElementById(id);
const say = (key, ...values) =>
  values.reduce((text, value, i) => text.replaceAll(`{${i}}`, value), words[key][state.language]);
const both = title => title ? [title.en, title.zh][state.language] : "";

function make(tag, kind, ...inner) {
  const node = document.createElement(tag);
  if (kind) node.className = kind;
  node.append(...inner.filter(one => one !== undefined && one !== ""));
  return node;
}

function button(text, act) {
  const node = make("button", "", text);
  node.type = "button";
  node.addEventListener("click", () => act(node));
  return node;
}

// ---- Schemas

const resolve = schema => schema?.$ref
  ? schema.$ref.slice(2).split("/").reduce((inner, key) => inner?.[key], state.root) : schema;

// Without null and without the empty text: what it is, and which of them it may be besides.
function choose(schema) {
  let inner = resolve(schema) ?? {}, nullable = false, empty = false, name = schema?.$ref;
  while (inner.anyOf && inner["x-places"] === undefined) {
    const rest = inner.anyOf.filter(one => one.type !== "null" && one.maxLength !== 0);
    nullable ||= inner.anyOf.some(one => one.type === "null");
    empty ||= inner.anyOf.some(one => one.maxLength === 0);
    if (rest.length !== 1) break;
    name = rest[0].$ref ?? name;
    inner = resolve(rest[0]) ?? {};
  }
  return { inner, nullable, empty, name: name?.split("/").pop() };
}

// Bounds of an id or of any whole number say nothing.
const ordinary = Number.MAX_SAFE_INTEGER;
function range(from, to, exclusive) {
  const low = exclusive !== undefined ? `> ${exclusive}`
    : from !== undefined && from > -ordinary ? `≥ ${from}` : "";
  return [low, to !== undefined && to < ordinary ? `≤ ${to}` : ""].filter(Boolean).join(", ");
}

function span(low, high) {
  if (high === undefined || high >= 1_000_000) return low ? `≥ ${low}` : "";
  return low === high ? `${low}` : `${low ?? 0} … ${high}`;
}

function typeText(schema) {
  const { inner, nullable, empty } = choose(schema);
  const parts = [kindText(inner)];
  if (nullable) parts.push(say("orNull"));
  if (empty) parts.push(say("mayBeEmpty"));
  const guard = resolve(schema)?.["x-permission"] ?? inner["x-permission"];
  if (guard) parts.push(say("guarded", guard));
  return parts.join("; ");
}

function kindText(inner) {
  if (inner["x-places"] !== undefined) {
    const number = inner.anyOf?.find(one => one.type === "number");
    if (!number) return say("decimal", inner["x-places"]);
    const digits = 18 - inner["x-places"], low = number.minimum < 0 ? undefined : number.minimum;
    return [say("decimalIn", inner["x-places"]), range(low, undefined, number.exclusiveMinimum),
      say("digits", digits)].filter(Boolean).join("; ");
  }
  if (inner.anyOf) {
    const kinds = [...new Set(inner.anyOf.map(one => resolve(one).type))].sort().join();
    return kinds === "integer,string" ? say("label") : inner.anyOf.map(kindText).join(" | ");
  }
  if (inner.enum) return inner.enum.map(String).join(" | ");
  const more = [];
  switch (inner.type) {
  case "array":
    more.push(say("listOf", itemText(inner.items)));
    if (span(inner.minItems, inner.maxItems)) more.push(say("entries", span(inner.minItems, inner.maxItems)));
    break;
  case "object":
    more.push(inner.properties || !inner.additionalProperties
      ? say("object") : say("mapOf", itemText(inner.additionalProperties)));
    if (inner.maxProperties) more.push(say("entries", span(inner.minProperties, inner.maxProperties)));
    break;
  case "string":
    more.push(inner.format === "date-time" ? say("time") : say("string"));
    if (span(inner.minLength, inner.maxLength)) more.push(say("length", span(inner.minLength, inner.maxLength)));
    if (inner.pattern && inner.pattern.length < 70 && !inner.pattern.includes("\\u0000"))
      more.push(say("pattern", inner.pattern));
    break;
  case undefined: more.push(say("any")); break;
  default:
    more.push(words[inner.type] ? say(inner.type) : inner.type);
    if (range(inner.minimum, inner.maximum)) more.push(range(inner.minimum, inner.maximum));
  }
  if (inner.default !== undefined) more.push(say("default", inner.default));
  return more.join("; ");
}

function itemText(schema) {
  const text = choose(schema).inner.properties ? say("object") : typeText(schema);
  return text.includes(";") ? `(${text})` : text;
}

// Every field below a schema: (path, name, depth, schema, required).
function* fields(schema, prefix = "", depth = 0, seen = []) {
  const { inner, name } = choose(schema);
  if (name && seen.includes(name)) return;
  const inside = name ? seen.concat(name) : seen;
  if (inner.type === "array") yield* fields(inner.items, prefix + "[]", depth, inside);
  if (inner.additionalProperties) yield* fields(inner.additionalProperties, prefix + ".*", depth, inside);
  for (const [key, part] of Object.entries(inner.properties ?? {})) {
    const path = prefix ? `${prefix}.${key}` : key;
    yield { path, depth, schema: part, required: inner.required?.includes(key) };
    yield* fields(part, path, depth + 1, inside);
  }
}

// The smallest body that has all it must have.
function example(schema) {
  const { inner } = choose(schema);
  if (inner["x-places"] !== undefined) return "1" + (inner["x-places"] ? "." + "0".repeat(Math.min(2, inner["x-places"])) : "");
  if (inner.enum) return inner.enum[0];
  if (inner.anyOf) return example(inner.anyOf[0]);
  switch (inner.type) {
  case "object":
    return Object.fromEntries(Object.entries(inner.properties ?? {})
      .filter(([key]) => inner.required?.includes(key) || key === "sku_id").map(([key, part]) => [key, example(part)]));
  case "array": return inner.minItems === 0 ? [] : [example(inner.items)];
  case "integer": return Math.max(inner.minimum ?? 1, Math.min(1, inner.maximum ?? 1));
  case "boolean": return true;
  case "string":
    return inner.format === "date-time" ? new Date().toISOString()
      : inner.pattern?.startsWith("^[0-9]{4}-(0[1-9]|1[0-2])-") ? "2026-01-31"
      : inner.pattern?.startsWith("^(19") ? "2026-01" : "A".padEnd(inner.minLength ?? 1, "1");
  default: return null;
  }
}

// ---- A call

const answerOf = call => Object.entries(call.operation.responses).find(([status]) => status < 300);
const mediaOf = content => Object.entries(content ?? {})[0] ?? [];
const dataOf = schema => schema?.properties?.data ?? schema;
const link = call => location.href.replace(/#.*/, "") + "#" + call.name;

function curl(call) {
  const [type, media] = mediaOf(call.operation.requestBody?.content);
  const query = (call.operation.parameters ?? []).filter(one => one.in === "query" && one.required);
  const tail = query.length ? "?" + query.map(one => `${one.name}=${example(one.schema)}`).join("&") : "";
  const lines = [`curl -X ${call.method.toUpperCase()} '${location.origin}${call.path}${tail}'`];
  if (call.operation.security === undefined) lines.push(`-H "Authorization: Bearer $TOKEN"`);
  lines.push(`-H 'Accept-Language: ${["en", "zh"][state.language]}'`);
  if (type) lines.push(`-H 'Content-Type: ${type}'`);
  if (type === "application/json") lines.push(`-d '${JSON.stringify(example(media.schema)).replaceAll("'", "'\\''")}'`);
  else if (type) lines.push("--data-binary @FILE");
  return lines.join(" \\\n  ");
}

async function copy(text, node) {
  const before = node.textContent;
  try { await navigator.clipboard.writeText(text); } catch {
    // Not every page may write to the clipboard: then by a selection.
    const area = make("textarea", "", text);
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  node.textContent = say("copied");
  setTimeout(() => { node.textContent = before; }, 1500);
}

function table(kind, heads, rows) {
  const head = make("tr", "", ...heads.map(text => {
    const cell = make("th", "", text);
    cell.scope = "col";
    return cell;
  }));
  return make("table", kind, make("thead", "", head), make("tbody", "", ...rows));
}

// Of a request what must be there is marked, of an answer what may be missing.
function fieldTable(list, isAnswer = false) {
  if (!list.length) return make("p", "quiet", say("none"));
  return table("fields", [say("name"), say("type"), say("meaning")], list.map(one => {
    const name = make("td", "", make("code", "", one.path.split(".").pop()));
    if (isAnswer && !one.required) name.append(" ", make("span", "quiet", say("absent")));
    if (!isAnswer && one.required) name.append(" ", make("span", "needed", say("required")));
    name.title = one.path;
    return make("tr", "deep" + Math.min(one.depth, 4), name, make("td", "type", typeText(one.schema)),
      make("td", "", both(one.title ?? one.schema["x-title"])));
  }));
}

function errorTable(call) {
  const texts = state.root.components["x-error-texts"];
  return table("errors", [say("status"), say("code"), say("error"), say("text")],
    (call.operation["x-errors"] ?? []).map(one => make("tr", "",
      make("td", "", `${one.status}`), make("td", "", `${texts[one.error].code}`),
      make("td", "", make("code", "", one.error)), make("td", "", both(texts[one.error])))));
}

function facts(call) {
  const list = make("dl", "facts"), limits = call.operation["x-limits"] ?? {};
  const add = (name, ...texts) => list.append(make("dt", "", say(name)), make("dd", "", texts.filter(Boolean).join("; ")));
  const permission = call.operation["x-permission"];
  add("permission", permission ? `${permission} (${both(call.operation["x-permission-title"])})`
    : say(call.operation.security ? "open" : "anyUser"),
  call.operation["x-exemptions"] && `${say("also")}: ${call.operation["x-exemptions"].join(", ")}`);
  const bytes = limits.body_bytes;
  add("limits", say(limits.per === "login" ? "perLogin" : "perAddress", limits.requests_per_second),
    bytes && say("bytes", bytes >= 1 << 20 ? `${bytes >> 20} MiB` : `${bytes >> 10} KiB`));
  if (call.operation.parameters?.some(one => one.name === "Idempotency-Key")) add("repeats", say("key"));
  return list;
}

function fill(call, box) {
  const { operation } = call;
  box.replaceChildren(
    make("div", "row", button(say("link"), node => copy(link(call), node)),
      button(say("curl"), node => copy(curl(call), node))),
    facts(call));
  const section = (title, ...inner) => box.append(make("h4", "", title), ...inner);
  const parameters = (operation.parameters ?? []).filter(one => one.in !== "header").map(one =>
    ({ path: one.name, depth: 0, schema: one.schema, required: one.required, title: one["x-title"] }));
  if (parameters.length) section(say("parameters"), fieldTable(parameters));
  const [type, media] = mediaOf(operation.requestBody?.content);
  if (type) {
    section(`${say("body")}: ${Object.keys(operation.requestBody.content).join(", ")}`);
    if (type === "application/json") box.append(fieldTable([...fields(media.schema)]));
  }
  const [status, answer] = answerOf(call), [answerType, answerMedia] = mediaOf(answer.content);
  if (answerType === "application/json") {
    const data = dataOf(answerMedia.schema);
    section(say("answer", status));
    if (choose(data).inner.type !== "object" || typeText(data) !== say("object"))
      box.append(make("p", "quiet", typeText(data)));
    box.append(fieldTable([...fields(data)], true));
  } else section(say("file", status), make("p", "quiet", answerType));
  section(say("errors"), errorTable(call));
  section(say("tryIt"), attempt(call));
}

function field(label, value, placeholder = "") {
  const input = make("input");
  input.value = value;
  input.placeholder = placeholder;
  input.spellcheck = false;
  return { input, label: make("label", "", make("code", "", label), input) };
}

// The form that sends a call with the token of this page.
function attempt(call) {
  const box = make("div", "try"), { operation } = call, inputs = [];
  if (operation["x-permission"] && call.method !== "get") box.append(make("p", "quiet", say("really")));
  for (const one of operation.parameters ?? []) {
    const made = field(one.name, one.in === "path" ? `${example(one.schema)}` : "", typeText(one.schema));
    inputs.push({ ...one, input: made.input });
    box.append(made.label);
  }
  const [type, media] = mediaOf(operation.requestBody?.content);
  const area = make("textarea");
  area.spellcheck = false;
  if (type) {
    area.value = type === "application/json" ? JSON.stringify(example(media.schema), null, 2) : "";
    area.setAttribute("aria-label", say("body"));
    box.append(area);
  }
  const shown = make("div");
  shown.setAttribute("role", "status");
  box.append(make("div", "row", button(say("send"), () => send())), shown);

  async function send() {
    if (operation.security === undefined && !state.token) {
      shown.replaceChildren(make("p", "bad", say("noToken")));
      return;
    }
    const headers = { "Accept-Language": ["en", "zh"][state.language] }, query = new URLSearchParams();
    if (state.token) headers.Authorization = `Bearer ${state.token}`;
    if (type) headers["Content-Type"] = type;
    let path = call.path;
    for (const one of inputs) {
      const value = one.input.value;
      if (one.in === "path") path = path.replace(`{${one.name}}`, encodeURIComponent(value));
      else if (value && one.in === "query") query.set(one.name, value);
      else if (value) headers[one.name] = value;
    }
    const address = path + (query.size ? `?${query}` : "");
    try {
      const answer = await fetch(address, {
        method: call.method.toUpperCase(), headers, body: type ? area.value : undefined, cache: "no-store",
      });
      show(shown, answer, await answer.text());
    } catch (fault) { shown.replaceChildren(make("p", "bad", String(fault))); }
  }
  return box;
}

function show(box, answer, text) {
  let pretty = text;
  try { pretty = JSON.stringify(JSON.parse(text), null, 2); } catch { /* not JSON: as it came */ }
  if (pretty.length > 200_000) pretty = pretty.slice(0, 200_000) + "\n…";
  const status = make("p", answer.ok ? "good" : "bad", make("strong", "result", `${answer.status} ${answer.statusText}`));
  box.replaceChildren(status,
    make("pre", "headers", [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n")),
    make("pre", "answer", pretty));
}

// ---- The page

function draw(call) {
  const box = make("details"), head = make("summary"), body = make("div");
  box.id = call.name;
  head.append(make("span", "method " + call.method, call.method), make("code", "", call.path),
    make("span", "quiet", both(call.operation["x-title"])));
  box.append(head, body);
  box.addEventListener("toggle", () => { if (box.open && !body.firstChild) fill(call, body); });
  return call.box = box;
}

// All that a call can be found by, in both languages.
function index(call) {
  const { operation } = call, found = new Set([call.method, call.path, operation["x-permission"] ?? ""]);
  const add = title => { if (title) found.add(title.en).add(title.zh); };
  add(operation["x-title"]);
  add(operation["x-permission-title"]);
  for (const one of operation.parameters ?? []) { found.add(one.name); add(one["x-title"]); }
  const bodies = Object.values(operation.requestBody?.content ?? {}).map(media => media.schema);
  const [, answer] = answerOf(call);
  for (const schema of [...bodies, ...Object.values(answer.content ?? {}).map(media => dataOf(media.schema))])
    for (const one of fields(schema)) {
      found.add(one.path);
      add(one.schema["x-title"]);
      for (const value of choose(one.schema).inner.enum ?? []) found.add(value);
    }
  for (const one of operation["x-errors"] ?? []) {
    const text = state.root.components["x-error-texts"][one.error];
    found.add(one.error).add(`${text.code}`);
    add(text);
  }
  return [...found].join("\n").toLowerCase();
}

function find() {
  const asked = at("find").value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const call of state.calls) {
    call.box.hidden = !asked.every(word => call.words.includes(word));
    if (!call.box.hidden) shown += 1;
  }
  for (const section of at("list").children)
    section.hidden = [...section.querySelectorAll("details")].every(box => box.hidden);
  at("found").textContent = asked.length ? say("found", shown, state.calls.length) : "";
}

function openLinked() {
  const name = decodeURIComponent(location.hash.slice(1));
  const call = state.calls.find(one => one.name === name) ?? state.calls.find(one => one.path === name);
  if (!call) return;
  if (call.box.hidden) { at("find").value = ""; find(); }
  if (!call.box.firstElementChild.nextElementSibling.firstChild) fill(call, call.box.lastElementChild);
  call.box.open = true;
  call.box.scrollIntoView();
  call.box.firstElementChild.focus({ preventScroll: true });
}

function drawLogin() {
  const [head, box] = at("login").children;
  head.textContent = say(state.token ? "loggedIn" : "logIn");
  const take = token => { state.token = token; at("login").open = false; drawLogin(); };
  if (state.token) {
    box.replaceChildren(make("div", "row", button(say("forget"), () => take(""))), make("p", "quiet", say("kept")));
    return;
  }
  const name = field(say("user"), ""), secret = field(say("password"), ""), token = field(say("token"), "");
  secret.input.type = token.input.type = "password";
  name.input.autocomplete = secret.input.autocomplete = token.input.autocomplete = "off";
  const fault = make("p", "bad");
  const enter = async event => {
    event.preventDefault();
    const answer = await fetch("/user/login", {
      method: "POST", headers: { "Content-Type": "application/json", "Accept-Language": ["en", "zh"][state.language] },
      body: JSON.stringify({ username: name.input.value, password: secret.input.value }),
    }).then(one => one.json(), one => ({ message: String(one) }));
    if (answer.code === 0) take(answer.data.token);
    else fault.textContent = answer.message;
  };
  const form = (label, act, ...inner) => {
    const send = make("button", "", say(label)), whole = make("form", "", ...inner, make("div", "row", send));
    whole.addEventListener("submit", act);
    return whole;
  };
  box.replaceChildren(form("enter", enter, name.label, secret.label),
    form("take", event => { event.preventDefault(); take(token.input.value.trim()); }, token.label),
    fault, make("p", "quiet", say("kept")));
}

function drawAll() {
  const open = new Set(state.calls.filter(call => call.box?.open).map(call => call.name));
  document.documentElement.lang = ["en", "zh-CN"][state.language];
  at("title").textContent = `${state.root.info.title} API`;
  at("about").textContent = say("about", state.root.info.version, state.calls.length);
  at("language").textContent = say("other");
  at("language").lang = ["zh", "en"][state.language];
  at("find").placeholder = say("find");
  at("find").setAttribute("aria-label", say("find"));
  drawLogin();
  const groups = Map.groupBy(state.calls, call => call.group);
  at("list").replaceChildren(...[...groups].map(([name, calls]) => {
    const head = make("h2", "", name);
    head.id = "centre-" + name;
    return make("section", "", head, ...calls.map(draw));
  }));
  at("centres").replaceChildren(...[...groups.keys()].map(name => {
    const node = make("a", "", name);
    node.href = "#centre-" + name;
    return node;
  }));
  find();
  for (const call of state.calls) if (open.has(call.name)) call.box.open = true;
}

function remembered() {
  try { return localStorage.getItem("language"); } catch { return null; }
}

function begin(root) {
  state.root = root;
  for (const [path, item] of Object.entries(root.paths)) {
    const methods = ["get", "post", "put", "delete"].filter(method => item[method]);
    for (const method of methods)
      state.calls.push({
        path, method, operation: item[method], group: item[method].tags[0],
        name: methods.length === 1 ? path : method + path,
      });
  }
  for (const call of state.calls) call.words = index(call);
  state.language = (remembered() ?? navigator.language).startsWith("zh") ? 1 : 0;
  drawAll();
  openLinked();
  at("find").addEventListener("input", find);
  window.addEventListener("hashchange", openLinked);
  at("language").addEventListener("click", () => {
    state.language = 1 - state.language;
    try { localStorage.setItem("language", ["en", "zh"][state.language]); } catch { /* not allowed */ }
    drawAll();
  });
}

fetch("/openapi.json").then(answer => {
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}).then(begin).catch(fault => { at("about").textContent = say("failed", fault); });
