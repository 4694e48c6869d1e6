"use strict";
// A result file as the program writes it: the same keys, order, layout and escapes. Nothing below `start` touches a page.
const SHOWN = "s", STYLED = "y", EMOJI = "e", MARK = "m", BLANK = "b", BREAK = "k", UNSEEN = "u", BROKEN = "x";
// The braille blank is a symbol by its category, and a blank to look at.
const MAX_MARKS = 4, JOINER = 0x200d, BRAILLE_BLANK = 0x2800, STYLES = [0xfe0e, 0xfe0f];
const EVERYDAY = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u23ff\u2500-\u27bf]*$/;

// The kinds of all signs, packed as runs: a capital for the kind, then the length in base 36 where it is not 1.
function kindsOf(packed) {
  const starts = [], kinds = [];
  let at = 0;
  for (const [, kind, length] of packed.matchAll(/([A-Z])([0-9a-z]*)/g)) {
    starts.push(at);
    kinds.push(kind.toLowerCase());
    at += length ? parseInt(length, 36) : 1;
  }
  return (code) => {
    let low = 0, high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= code) low = middle; else high = middle - 1;
    }
    return kinds[low];
  };
}

// A line with an escape for every sign that cannot be shown where it stands; see safe_text.py.
function escapedLine(line, kindOf) {
  if (EVERYDAY.test(line)) return line;
  const signs = Array.from(line, (sign) => sign.codePointAt(0));
  const isEmoji = (code) => code !== undefined && (kindOf(code) === EMOJI || code === BRAILLE_BLANK);
  let base = "", marks = 0, made = "";
  signs.forEach((code, place) => {
    const kind = kindOf(code);
    let kept = true;
    if (kind === MARK) {
      marks += 1;
      kept = base !== "" && marks <= MAX_MARKS;
    } else if (kind === UNSEEN) {
      if (STYLES.includes(code) && marks === 0 && (base === EMOJI || base === STYLED)) marks = 1;
      else kept = code === JOINER && base === EMOJI && isEmoji(signs[place + 1]);
    } else {
      marks = 0;
      base = kind === BLANK || kind === BREAK || code === 0x20 ? "" : kind === BROKEN ? EMOJI : kind;
      kept = kind !== BREAK && kind !== BROKEN;
    }
    const half = code >= 0xd800 && code <= 0xdfff;
    made += half ? "?" : kept ? String.fromCodePoint(code) : escapeOf(code);
  });
  return made;
}

function escapeOf(code) {
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
}

const SHORT = {"\b": "\\b", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"};

function textOf(text) {
  // eslint-disable-next-line no-control-regex
  return `"${text.replace(/[\u0000-\u0008\u000a-\u001f"\\\u007f]/g, (sign) => SHORT[sign] || escapeOf(sign.charCodeAt(0)))}"`;
}

function valueOf(value) {
  if (Array.isArray(value)) return value.length ? `[\n${value.map((item) => `    ${valueOf(item)},\n`).join("")}]` : "[]";
  if (value && value.bare) return value.bare;
  return typeof value === "string" ? textOf(value) : String(value);
}

function table(header, values) {
  const rows = Object.entries(values).filter(([, value]) => value !== undefined && value !== "" && value !== null);
  if (!rows.length) return [];
  return [`${header ? `${header}\n` : ""}${rows.map(([key, value]) => `${key} = ${valueOf(value)}\n`).join("")}`];
}

const EMPTY = {bare: '""'};
const sorted = (numbers) => [...numbers].sort((one, other) => one - other);

function tomlOf(scan, facts, kindOf) {
  const place = (where) => ({differentiatie: where.differentiation, zelfregie: where.self_direction, toelichting: where.note});
  const parts = [
    table("", {schema: facts.schema}),
    table("[scan]", {
      id: scan.id, begonnen: {bare: scan.started}, afgerond: {bare: scan.finished}, instrument: facts.instrument,
      instrument_versie: facts.version, programma: facts.program,
    }),
    table("[deelnemer]", {code: scan.participant, school: scan.school || EMPTY, beoordeling: scan.assessment}),
    table("[ronde]", {naam: facts.round}),
    table("[visie.nu]", place(scan.now)),
    table("[visie.ambitie]", place(scan.ambition)),
    table("[leermiddelen]", {gebruikt: scan.used, meerwaarde: scan.added_value, valkuilen: scan.pitfalls}),
    ...sorted(Object.keys(scan.ratings)).map((number) => {
      const said = scan.ratings[number];
      return table("[[competenties]]", {
        nummer: Number(number), belang: said.importance, aanwezig: said.attainment,
        geen_oordeel: said.no_judgement.length ? said.no_judgement : undefined,
        belegd_bij: said.delegated_to, notitie: said.note,
      });
    }),
    ...scan.development.map((point) => table("[[ontwikkelpunten]]", {
      nummer: point.number, ondersteuning: point.support.length ? point.support : undefined, stap: point.step, wie: point.who,
      wanneer: point.when ? {bare: point.when} : undefined, teken: point.sign,
    })),
    ...(scan.exchange ? [table("[uitwisseling]", {contact: scan.exchange.contact || EMPTY, competenties: scan.exchange.only})] : []),
    table("[toestemming]", {woorden: scan.words || undefined}),
    ...topicsOf(scan, facts).map((found) => table("[[onderwerpen]]", {
      id: found.id, titel: found.title || EMPTY, competenties: found.reasons.map((reason) => reason.number), score: found.score,
    })),
  ];
  return parts.flat().join("\n").split("\n").map((line) => escapedLine(line, kindOf)).join("\n");
}

// The needs and the topics that serve them, as domain/topics.py has them.
function needOf(rating) {
  if (!rating || !rating.importance) return 0;
  if (!rating.attainment) return rating.importance;
  return Math.max(0, (rating.importance - rating.attainment) * rating.importance);
}

function answeredNeeds(scan) {
  const full = scan.assessment === "volledig";
  const found = Object.entries(scan.ratings)
    .filter(([, said]) => !said.delegated_to && (said.attainment || !full) && needOf(said) > 0)
    .map(([number, said]) => ({number: Number(number), weight: needOf(said)}));
  return found.map((item) => ({...item, place: 1 + found.filter((other) => other.weight > item.weight).length}));
}

function topicsOf(scan, facts) {
  const needs = scan.development.length
    ? scan.development.map((point, place) => ({number: point.number, weight: Math.max(1, needOf(scan.ratings[point.number])), place: place + 1}))
    : answeredNeeds(scan);
  const byNumber = new Map(needs.map((need) => [need.number, need]));
  const found = [];
  facts.topics.forEach(([id, title], index) => {
    const reasons = facts.links
      .filter(([number, topic]) => topic === index && byNumber.has(number))
      .map(([number, , weight]) => ({number, core: weight === facts.core, share: byNumber.get(number).weight * weight, place: byNumber.get(number).place}))
      .sort((one, other) => other.core - one.core || one.place - other.place || one.number - other.number);
    if (reasons.length) {
      const places = reasons.filter((reason) => reason.core).map((reason) => reason.place);
      found.push({id, title, reasons, index, place: places.length ? Math.min(...places) : Infinity, score: reasons.reduce((sum, reason) => sum + reason.share, 0)});
    }
  });
  return found.sort((one, other) => (one.place === other.place ? 0 : one.place < other.place ? -1 : 1) || other.score - one.score || one.index - other.index);
}

// `<code>_<date>_<first 8 of the id>`, safe on every system; see files.py.
function fileName(scan, kindOf, sealed) {
  const shown = (sign) => {
    const kind = kindOf(sign.codePointAt(0));
    return !/[<>:"/\\|?*\s]/.test(sign) && [SHOWN, STYLED, EMOJI, MARK].includes(kind);
  };
  const trimmed = (text) => text.replace(/^[.-]+|[.-]+$/g, "");
  let name = trimmed(Array.from(scan.participant.normalize("NFC"), (sign) => (shown(sign) ? sign : "-")).join(""));
  while (new TextEncoder().encode(name).length > 100) name = Array.from(name).slice(0, -1).join("");
  name = trimmed(name) || "zonder-code";
  if (/^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])$/i.test(name.split(".")[0].trim())) name = `_${name}`;
  return `${name}_${scan.started.slice(0, 10)}_${scan.id.slice(0, 8)}.toml${sealed ? ".age" : ""}`;
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// The time here with its offset, in whole seconds.
function momentOf(date) {
  const two = (number) => String(Math.trunc(Math.abs(number))).padStart(2, "0");
  const offset = -date.getTimezoneOffset();
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
    + `${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}

function start() {
  const byId = (id) => document.getElementById(id);
  const facts = JSON.parse(byId("data").textContent);
  const kindOf = kindsOf(facts.kinds);
  const form = byId("sheet");
  const KEPT = "zelfscan-vragenlijst";
  let own = {id: newId(), started: momentOf(new Date())};
  let changed = false;

  const one = (name) => {
    const field = form.elements[name];
    return field && field.value !== undefined ? field.value.replace(/\r\n?/g, "\n").trim() : "";
  };
  const level = (name) => Number(one(name)) || undefined;
  const all = (name) => Array.from(form.querySelectorAll(`input[name="${name}"]:checked`), (box) => box.value);
  const full = () => one("assessment") === "volledig";
  const scales = () => (full() ? ["i", "a"] : ["i"]);
  const missing = (number) => scales().filter((scale) => one(`${scale}${number}`) === "");

  function ratingOf(number) {
    const no_judgement = scales().filter((scale) => one(`${scale}${number}`) === "0").map((scale) => ({i: "belang", a: "aanwezig"})[scale]);
    const said = {
      importance: level(`i${number}`), attainment: full() ? level(`a${number}`) : undefined, no_judgement,
      delegated_to: one(`w${number}`), note: one(`n${number}`),
    };
    return said.importance || said.attainment || no_judgement.length || said.delegated_to || said.note ? said : null;
  }

  function ratingsNow() {
    const ratings = {};
    for (const number of facts.numbers) {
      const said = ratingOf(number);
      if (said) ratings[number] = said;
    }
    return ratings;
  }

  function scanNow() {
    const at = (key) => ({differentiation: level(`${key}-differentiation`), self_direction: level(`${key}-self_direction`), note: one(`${key}-note`)});
    const exchange = byId("exchange").checked
      ? {contact: one("contact"), only: one("about") === "these" ? all("shared").map(Number) : undefined}
      : null;
    return {
      id: own.id, started: own.started, finished: momentOf(new Date()), participant: one("code"), school: one("school"),
      assessment: one("assessment"), now: at("now"), ambition: at("ambition"), used: one("used"),
      added_value: one("added_value"), pitfalls: one("pitfalls"), ratings: ratingsNow(), exchange, words: facts.asks_words && byId("words").checked,
      development: facts.places.filter((place) => one(`p${place}-number`)).map((place) => ({
        number: Number(one(`p${place}-number`)), support: all(`p${place}-support`), step: one(`p${place}-step`),
        who: one(`p${place}-who`), when: one(`p${place}-when`), sign: one(`p${place}-sign`),
      })),
    };
  }

  // -- what follows from the answers, shown at once

  function link(id, text) {
    const made = document.createElement("a");
    made.href = `#${id}`;
    made.textContent = text;
    made.addEventListener("click", (event) => {
      const place = byId(id);
      const field = place.matches("input,select,textarea") ? place : place.querySelector("input,select,textarea") || place;
      event.preventDefault();
      place.scrollIntoView();
      field.focus();
    });
    return made;
  }

  // Only when another list has to stand there: an answer is shown at once, and most change nothing here.
  function refill(list, links, key) {
    if (list.dataset.key === key) return;
    list.dataset.key = key;
    fill(list, links());
  }

  function fill(list, links) {
    list.replaceChildren(...links.map((made) => {
      const row = document.createElement("li");
      row.append(made);
      return row;
    }));
  }

  function show(id, visible) {
    if (byId(id).hidden === visible) byId(id).hidden = !visible;
  }

  function say(id, text) {
    if (byId(id).textContent !== text) byId(id).textContent = text;
  }

  function update() {
    const open = facts.numbers.filter((number) => missing(number).length);
    const done = facts.numbers.length - open.length;
    document.querySelectorAll(".attainment").forEach((part) => { part.hidden = !full(); });
    byId("bar").value = done;
    say("progress", `${done} van ${facts.numbers.length} competenties klaar`);
    const ambition = one("ambition-note");
    show("ambition-said", ambition !== "");
    say("ambition-said", `Uw ambitie: ${ambition}`);
    for (const place of facts.places) show(`p${place}-more`, one(`p${place}-number`) !== "");
    show("exchanging", byId("exchange").checked);
    show("these", byId("about-these").checked);
    say("open-said", open.length
      ? "Bij deze competenties mist nog een antwoord. Dat mag: een open vraag telt nergens mee. Kies een nummer om erheen te gaan."
      : "Bij alle competenties staat een antwoord.");
    const openOn = open.map((number) => `${missing(number)[0]}${number}`);
    refill(byId("open-list"), () => open.map((number, place) => {
      const made = link(openOn[place], String(number));
      made.setAttribute("aria-label", `${number} ${facts.labels[number]}`);
      return made;
    }), openOn.join());
    const gaps = full() ? answeredNeeds({assessment: one("assessment"), ratings: ratingsNow()}).filter((need) => missing(need.number).length === 0) : [];
    const large = gaps.filter((need) => gaps.filter((other) => other.place <= need.place).length <= 5).sort((a, b) => a.place - b.place || a.number - b.number);
    show("gaps", large.length > 0);
    refill(byId("gap-list"), () => large.map((need) => link(`c${need.number}`, `${need.number} ${facts.labels[need.number]}`)), large.map((need) => need.number).join());
  }

  // -- keeping in the tab, only when asked

  function state() {
    return Array.from(form.elements, (field) => (["radio", "checkbox"].includes(field.type) ? field.checked : field.value));
  }

  function keep() {
    try {
      if (byId("keep").checked) sessionStorage.setItem(KEPT, JSON.stringify({own, state: state()}));
      else sessionStorage.removeItem(KEPT);
    } catch (error) {
      byId("keep").checked = false;
      say("keep-hint", "Deze browser kan hier niets onthouden. Houd de pagina open tot u klaar bent.");
    }
  }

  function restore() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(KEPT));
    } catch (error) {
      kept = null;
    }
    if (!kept || kept.state.length !== form.elements.length) return;
    own = kept.own;
    Array.from(form.elements).forEach((field, place) => {
      if (["radio", "checkbox"].includes(field.type)) field.checked = kept.state[place];
      else if (field.type !== "button") field.value = kept.state[place];
    });
    changed = true;
  }

  // -- the end

  function problems(scan) {
    const found = [];
    if (!/[^\s\u001c-\u001f\u0085]/.test(scan.participant)) found.push(["code", `Vul eerst uw code in, bijvoorbeeld ${facts.code}-07.`]);
    for (const [key, where] of [["now", scan.now], ["ambition", scan.ambition]]) {
      if (!where.differentiation !== !where.self_direction) {
        found.push([`${key}-${where.differentiation ? "self_direction" : "differentiation"}`, `Bij ${facts.positions[key]}: beantwoord beide vragen, of geen van beide.`]);
      }
    }
    scan.development.forEach((point, place) => {
      if (scan.development.findIndex((other) => other.number === point.number) < place) {
        const where = facts.places.filter((other) => one(`p${other}-number`))[place];
        found.push([`p${where}-number`, `U koos ${point.number} twee keer als ontwikkelpunt. Kies een andere, of Geen.`]);
      }
      if (point.when && !/^\d{4}-\d{2}-\d{2}$/.test(point.when)) found.push([`p${place + 1}-when`, "Geef de datum als jaar-maand-dag, bijvoorbeeld 2027-03-01."]);
    });
    if (scan.exchange && scan.exchange.only && !scan.exchange.only.length) found.push(["these", "U wilt over bepaalde competenties uitwisselen. Kruis aan welke."]);
    return found;
  }

  function complain(found) {
    document.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
    const box = byId("errors");
    box.replaceChildren();
    if (!found.length) return;
    const list = document.createElement("ul");
    const told = document.createElement("p");
    told.textContent = "Er is nog niets bewaard. Kijk eerst hiernaar:";
    fill(list, found.map(([id, text]) => link(id, text)));
    box.append(told, list);
    for (const field of found.map(([id]) => byId(id))) {
      if (field.matches("input,select")) field.setAttribute("aria-invalid", "true");
    }
    box.focus();
  }

  async function save() {
    const scan = scanNow();
    say("done", "");
    const found = problems(scan);
    complain(found);
    if (found.length) return;
    let data = new TextEncoder().encode(tomlOf(scan, facts, kindOf));
    if (data.length > facts.size) {
      complain([["deel-3", "Uw teksten zijn samen te lang om te bewaren. Maak de langste korter."]]);
      return;
    }
    if (facts.recipients.length) {
      try {
        const encrypter = new age.Encrypter();
        facts.recipients.forEach((recipient) => encrypter.addRecipient(recipient));
        data = await encrypter.encrypt(data);
      } catch (error) {
        complain([["save", "Verzegelen lukt in deze browser niet. Uw antwoorden staan er nog: probeer een andere, nieuwere browser."]]);
        return;
      }
    }
    const name = fileName(scan, kindOf, facts.recipients.length > 0);
    const made = document.createElement("a");
    made.href = URL.createObjectURL(new Blob([data], {type: "application/octet-stream"}));
    made.download = name;
    made.click();
    setTimeout(() => URL.revokeObjectURL(made.href), 60000);
    changed = false;
    say("done", `Het bestand ${name} is bewaard, meestal in uw map Downloads. `
      + (facts.round ? `Stuur het naar wie de ronde ${facts.round} begeleidt.` : "U kunt het openen met zelfscan, of geven aan wie erom vroeg.")
      + " Verandert u nog iets? Bewaar dan opnieuw: het laatste bestand telt.");
  }

  function wipe(number) {
    for (const scale of ["i", "a"]) form.querySelectorAll(`input[name="${scale}${number}"]`).forEach((box) => { box.checked = false; });
    for (const field of ["w", "n"]) byId(`${field}${number}`).value = "";
    byId(`i${number}`).querySelector("input").focus();
    noted();
  }

  function noted() {
    changed = true;
    update();
    if (byId("keep").checked) keep();
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => { if (event.target.id !== "keep") noted(); });
  form.addEventListener("click", (event) => { if (event.target.dataset.wipe) wipe(event.target.dataset.wipe); });
  byId("keep").addEventListener("change", keep);
  byId("save").addEventListener("click", save);
  window.addEventListener("beforeunload", (event) => { if (changed && !byId("keep").checked) { event.preventDefault(); event.returnValue = ""; } });
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((part) => {
      part.open = part.open || Array.from(part.querySelectorAll("input,textarea"), (field) => field.value).join("") !== "";
    });
    document.querySelectorAll("textarea").forEach((field) => { field.rows = Math.max(field.rows, field.value.length / 60 + field.value.split("\n").length); });
  });
  restore();
  if (!one("code") && !facts.round) byId("code").value = `${facts.code}-${1000 + (crypto.getRandomValues(new Uint16Array(1))[0] % 9000)}`;
  update();
}

if (typeof document !== "undefined") start();
