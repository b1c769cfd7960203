/* Sending files: one with its form, or many at once. A lost line costs nothing: what came stays, and goes on by itself.
   Comfort only: every form works without this file. Nothing is kept in the browser. */
(() => {
  "use strict";
  const STUK = 4194304, TEGELIJK = 3, STIL = 30000;      // octets of one request (whole parts of 512 kB), files at the same time
  const WACHT = [500, 1000, 2000, 4000, ...Array(40).fill(8000)];      // milliseconds before each next try
  const $$ = (css, in_ = document) => [...in_.querySelectorAll(css)];
  // until then, or until there is a line again
  const even = (ms) => new Promise((klaar) => { setTimeout(klaar, ms); addEventListener("online", klaar, { once: true }); });
  const maak = (naam, velden = {}, ...kinderen) => { const el = Object.assign(document.createElement(naam), velden); el.append(...kinderen); return el; };
  const grootte = (n) => (n < 1e6 ? `${Math.max(1, Math.round(n / 1e3))} kB` : `${(n / 1e6).toFixed(1).replace(".", ",")} MB`);

  class Geweigerd extends Error {}
  const ZINNEN = {
    401: "U bent uitgelogd. Log opnieuw in en kies dit bestand dan nog een keer: het gaat verder waar het was.",
    403: "Deze pagina is verouderd. Laad de pagina opnieuw en kies dit bestand nog een keer: het gaat verder waar het was.",
    404: "Dit bestand is niet meer onderweg. Kies het opnieuw.",
  };
  const zin = (status, tekst, soort) => (soort?.startsWith("text/plain") && tekst) || ZINNEN[status] || "Dit bestand is niet verstuurd. Probeer het nog eens.";

  /* ---------- one file to the server, from where it stopped ---------- */
  const b64 = (tekst) => btoa(String.fromCharCode(...new TextEncoder().encode(tekst)));
  const kenmerk = async (file) => {
    const naam = `${file.name}|${file.size}|${file.lastModified}`;
    if (!window.crypto?.subtle) return naam.slice(0, 400);
    const stukken = [naam, file.slice(0, 65536), file.slice(-65536)];
    const som = await crypto.subtle.digest("SHA-256", await new Blob(stukken).arrayBuffer());
    return [...new Uint8Array(som)].map((b) => b.toString(16).padStart(2, "0")).join("");
  };
  const lezen = (file) => kenmerk(file).catch(() => { throw new Geweigerd("Dit bestand is niet te lezen. Staat het nog op dezelfde plek?"); });

  const TUS = { "tus-resumable": "1.0.0" }, WEG = "De verbinding is weg. We gaan vanzelf verder.";
  const BLEEF_WEG = "De verbinding bleef weg. Kies dit bestand nog een keer: het gaat verder waar het was.";
  const stuk = (url, headers, deel, gang, klaar_is) => new Promise((klaar) => {
    const x = new XMLHttpRequest();
    let stil = 0;                          // a line that says nothing for so long is a line that broke
    const leeft = () => { clearTimeout(stil); stil = setTimeout(() => x.abort(), STIL); };
    gang.stop = () => x.abort();
    x.upload.onprogress = (p) => { leeft(); klaar_is(p.loaded); };
    x.onloadend = () => { clearTimeout(stil); klaar(x); };
    leeft();
    x.open("POST", url);
    Object.entries(headers).forEach(([naam, waarde]) => x.setRequestHeader(naam, waarde));
    x.send(deel);
  });

  /* tus 1.0.0 (https://tus.io): announce, send from where it is, and after a fault ask how far it came.
     `gang`: { zeg(tekst), balk(deel van 1), weg } ; gives the id of the upload. Throws Geweigerd with the sentence. */
  const versturen = async (file, csrf, gang) => {
    const meta = { naam: file.name, kenmerk: await lezen(file), plek: location.pathname };
    const koppen = { ...TUS, "x-csrf-token": csrf };
    const begin = { ...koppen, "upload-length": file.size, "upload-metadata": Object.entries(meta).map(([k, v]) => `${k} ${b64(v)}`).join(",") };
    let url = "", plek = -1, mis = 0;
    while (plek < file.size) {
      if (gang.weg) throw new Geweigerd("");
      let status, tekst, kop, onderweg = false;
      if (url && plek >= 0) {
        onderweg = true;
        const verder = { ...koppen, "x-http-method-override": "PATCH", "content-type": "application/offset+octet-stream", "upload-offset": plek };
        const x = await stuk(url, verder, file.slice(plek, plek + STUK), gang, (n) => {
          const deel = Math.min(1, (plek + n) / file.size);
          gang.balk(deel); gang.zeg(`Wordt verstuurd: ${Math.floor(100 * deel)} %`);
        });
        status = x.status; tekst = x.responseText; kop = (naam) => x.getResponseHeader(naam);
      } else {
        const antwoord = await fetch(url || "/uploads", { signal: AbortSignal.timeout(STIL), ...(url ? { method: "HEAD", headers: TUS } : { method: "POST", headers: begin }) }).catch(() => null);
        status = antwoord?.status ?? 0; tekst = (await antwoord?.text().catch(() => "")) ?? ""; kop = (naam) => antwoord?.headers.get(naam);
      }
      if (status >= 200 && status < 300) {
        url ||= kop("location"); plek = Number(kop("upload-offset")); mis = 0;
        gang.id = url.split("/").pop(); gang.balk(plek / file.size);
        continue;
      }
      // 409 on the announcement: there is too much under way, and waiting does not help.
      if (!(onderweg && status === 409) && !(status === 0 || status === 429 || status >= 500)) throw new Geweigerd(zin(status, tekst, kop("content-type")));
      if (gang.weg) throw new Geweigerd("");
      if (mis >= WACHT.length) throw new Geweigerd(BLEEF_WEG);
      plek = -1;
      gang.zeg(status ? "Het is druk. We gaan vanzelf verder." : WEG);
      await even(Number(kop("retry-after")) * 1000 || WACHT[mis]);
      mis += 1;
    }
    return gang.id;
  };
  const weggooien = (id, csrf) => id && fetch(`/uploads/${id}/upload-weggooien`, { method: "POST", headers: { "x-csrf-token": csrf } }).catch(() => null);

  /* ---------- the page that a form answers with ---------- */
  const blad = async (antwoord) => new DOMParser().parseFromString(await antwoord.text(), "text/html");
  const storing = () => {
    const tekst = document.getElementById("storing")?.dataset.tekst, plek = document.getElementById("meldingen");
    if (!tekst || !plek) return;
    const melding = maak("p", { className: "utrecht-alert utrecht-alert--error swv-melding", tabIndex: -1, textContent: tekst });
    plek.replaceChildren(melding); melding.focus();
  };

  /* ---------- a form with one file ---------- */
  document.addEventListener("submit", async (e) => {
    const form = e.target, file = form.matches?.("[data-upload]") && form.elements.bestand?.files[0];
    if (!file || e.defaultPrevented) return;
    e.preventDefault();
    const knop = e.submitter, csrf = form.elements.csrf.value;
    let balk = form.querySelector("progress");
    if (!balk) { balk = maak("progress", { className: "swv-progressbar", max: 100 }); balk.setAttribute("aria-label", "Voortgang"); knop?.closest(".swv-button-row")?.before(balk); }
    let tekst = form.querySelector("[data-voortgang]");
    if (!tekst) { tekst = maak("p", { className: "swv-small" }); tekst.dataset.voortgang = ""; tekst.setAttribute("role", "status"); balk.after(tekst); }
    const terug = (melding) => {
      balk.hidden = true; tekst.textContent = ""; if (knop) knop.disabled = false;
      const plek = document.getElementById(`${form.elements.bestand.id}-fout`);
      if (!melding || !plek) { storing(); return; }
      plek.textContent = melding; form.elements.bestand.focus();
    };
    balk.hidden = false; balk.value = 0; if (knop) knop.disabled = true;
    try {
      const id = await versturen(file, csrf, { zeg: (t) => { tekst.textContent = t; }, balk: (n) => { balk.value = 100 * n; } });
      const velden = new FormData(form);
      velden.delete("bestand"); velden.set("upload", id);
      const antwoord = await fetch(form.action, { method: "POST", body: velden });
      const nieuw = await blad(antwoord), main = nieuw.querySelector("main");
      if (!main || antwoord.status >= 500) { terug(); return; }
      // the answer is a whole page: of the dossier, or of the form with its sentences
      history.replaceState(null, "", antwoord.redirected ? antwoord.url + location.hash : location.href);
      document.querySelector("main").replaceWith(document.adoptNode(main)); document.title = nieuw.title;
      if (window.htmx) htmx.process(main);
      opstellen();
      const naar = main.querySelector("[autofocus]") || main.querySelector(`#${CSS.escape(form.closest("li")?.id || "inhoud")}`);
      naar?.scrollIntoView({ block: "center" }); naar?.focus?.();
    } catch (fout) { terug(fout instanceof Geweigerd ? fout.message : ""); }
  });

  /* ---------- many files at once, each with its own purpose ---------- */
  const gewoon = (tekst) => tekst.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
  // What may be added here: a form for each kind, or one form with a list of them.
  const eisen_van = (bij) => $$(`#${bij} form[data-upload]`).flatMap((form) => {
    const { soort } = form.elements;
    if (soort.options) return [...soort.options].filter((keuze) => keuze.value).map((keuze) => ({ soort: keuze.value, naam: keuze.text, form }));
    return [{ soort: soort.value, naam: form.closest("li").querySelector(".swv-checklist__title").textContent.trim(), form }];
  });
  // Only where the name of the file says it in so many words, and of one kind alone.
  const voorstel = (naam, eisen) => {
    const tekst = ` ${gewoon(naam.replace(/\.[^.]*$/, ""))} `;
    const past = eisen.filter((eis) => eis.soort !== "overig" && [eis.soort, eis.naam].some((woord) => tekst.includes(` ${gewoon(woord)} `)));
    return past.length === 1 ? past[0].soort : "";
  };

  const opstellen = () => $$("[data-slepen]").forEach((vak) => {
    const { bij } = vak.dataset, eisen = () => eisen_van(bij);
    if (vak.klaar || !eisen().length) return;
    vak.klaar = true; vak.hidden = false;
    const kiezer = vak.querySelector("input[type=file]"), fout = vak.querySelector("[data-slepen-fout]"), lijst = vak.querySelector("ol");
    const stand = vak.querySelector("[data-slepen-stand]"), knop = vak.querySelector("[data-slepen-toevoegen]");
    const csrf = () => document.querySelector("main input[name=csrf]").value;
    const regels = [], rij = [];
    let bezig = 0, voegtToe = false, nummer = 0;

    const tellen = () => {
      const n = (staat) => regels.filter((r) => r.staat === staat).length;
      const over = n("wacht") + n("onderweg");
      stand.textContent = [over && `${over} nog te versturen`, n("verstuurd") && `${n("verstuurd")} verstuurd`, n("controle") && `${n("controle")} in controle`, n("klaar") && `${n("klaar")} klaar`, n("geweigerd") && `${n("geweigerd")} geweigerd`].filter(Boolean).join(", ");
      knop.closest(".swv-veldvak").hidden = !regels.some((r) => ["wacht", "onderweg", "verstuurd"].includes(r.staat));
      knop.disabled = voegtToe;
      lijst.hidden = !regels.length;
    };
    const zet = (r, staat, tekst) => {
      r.staat = staat; r.li.dataset.staat = staat;
      r.tekst.className = staat === "geweigerd" ? "utrecht-form-field-error-message" : "";
      if (r.tekst.textContent !== tekst) r.tekst.textContent = tekst;
      r.balk.hidden = !["wacht", "onderweg"].includes(staat);
      r.velden.hidden = ["geweigerd", "controle", "klaar"].includes(staat);
      tellen();
    };

    const weg = async (r) => {
      r.weg = r.gang.weg = true; regels.splice(regels.indexOf(r), 1);
      if (rij.includes(r)) rij.splice(rij.indexOf(r), 1);
      const volgende = r.li.nextElementSibling || r.li.previousElementSibling;
      r.li.remove(); (volgende?.querySelector("button") || kiezer).focus(); tellen();
      await r.gang.stop?.();
      if (["onderweg", "verstuurd"].includes(r.staat)) weggooien(r.gang.id, csrf());
    };

    const velden = (r) => {
      const eis = eisen().find((e) => e.soort === r.keuze.value);
      r.extra.replaceChildren();
      if (!eis) return;
      $$(".utrecht-form-field, fieldset", eis.form).filter((el) => !el.querySelector("[name=bestand], [name=soort]")).forEach((el) => {
        const kopie = el.cloneNode(true);
        $$("[id], [for], [aria-describedby]", kopie).forEach((k) => ["id", "for", "aria-describedby"].forEach((a) => { if (k.hasAttribute(a)) k.setAttribute(a, k.getAttribute(a).split(" ").map((w) => `${r.sleutel}-${w}`).join(" ")); }));
        r.extra.append(kopie);
      });
    };

    const regel = (file) => {
      const r = { file, sleutel: `s${(nummer += 1)}`, staat: "wacht" };
      r.tekst = maak("p");
      r.balk = maak("progress", { className: "swv-progressbar", max: 1, value: 0 });
      r.balk.setAttribute("aria-label", `Voortgang van ${file.name}`);
      r.keuze = maak("select", { className: "utrecht-select utrecht-select--html-select", id: `${r.sleutel}-soort` }, maak("option", { value: "", textContent: "Kies wat dit is" }), ...eisen().map((e) => maak("option", { value: e.soort, textContent: e.naam })));
      r.extra = maak("div", { className: "swv-stack swv-stack--tight" });
      r.hulp = maak("p", { className: "swv-small swv-muted" });
      const label = maak("label", { className: "utrecht-form-label", htmlFor: r.keuze.id, textContent: "Wat voor document is dit?" });
      r.velden = maak("div", { className: "swv-stack swv-stack--tight swv-veldvak" }, label, r.keuze, r.hulp, r.extra);
      const knop_ = maak("button", { type: "button", className: "swv-linkknop", textContent: "Weghalen", onclick: () => weg(r) });
      knop_.setAttribute("aria-label", `${file.name} weghalen`);
      r.knop = knop_;
      const kop = maak("p", { className: "swv-bestand" }, maak("bdi", { className: "swv-strong", textContent: file.name }), maak("span", { className: "swv-small swv-muted", textContent: grootte(file.size) }), knop_);
      r.li = maak("li", { className: "swv-sleep__regel swv-stack swv-stack--tight" }, kop, r.balk, r.tekst, r.velden);
      r.gang = { zeg: (tekst) => { if (!r.weg) zet(r, "onderweg", tekst); }, balk: (deel) => { r.balk.value = deel; } };
      r.keuze.addEventListener("change", () => { r.hulp.textContent = ""; velden(r); if (r.staat === "verstuurd") zet(r, "verstuurd", verstuurd(r)); });
      lijst.append(r.li); regels.push(r);
      const soort = voorstel(file.name, eisen());
      if (soort) { r.keuze.value = soort; r.hulp.textContent = "Dit lezen we uit de naam van het bestand. Klopt het niet? Kies dan iets anders."; velden(r); }
      return r;
    };

    const verstuurd = (r) => (r.keuze.value ? "Verstuurd. Nog niet toegevoegd: gebruik de knop onder de lijst." : "Verstuurd. Kies nu wat voor document dit is.");
    const volgende = async () => {
      if (bezig >= TEGELIJK || !rij.length) return;
      const r = rij.shift();
      bezig += 1;
      r.gang.zeg("Wordt verstuurd");
      try {
        await versturen(r.file, csrf(), r.gang);
        if (!r.weg) zet(r, "verstuurd", verstuurd(r));
      } catch (fout) {
        if (!r.weg) zet(r, "geweigerd", `Geweigerd: ${fout instanceof Geweigerd ? fout.message : "dit bestand is niet verstuurd. Probeer het nog eens."}`);
      }
      bezig -= 1;
      volgende();
    };

    const aannemen = (files) => {
      fout.textContent = "";
      const max = Number(vak.dataset.hoogstens), grens = Number(vak.dataset.grootte), mag = kiezer.accept.split(",");
      const nieuw = [...files], al = nieuw.filter((f) => regels.some((r) => r.file.name === f.name && r.file.size === f.size && r.file.lastModified === f.lastModified));
      const erbij = nieuw.filter((f) => !al.includes(f));
      if (erbij.length + regels.filter((r) => !["klaar", "geweigerd", "controle"].includes(r.staat)).length > max) {
        fout.textContent = `U kiest ${nieuw.length} bestanden. Er kunnen er ${max} tegelijk. Er is nog niets verstuurd: kies er minder en voeg de rest daarna toe.`;
        return;
      }
      if (al.length) fout.textContent = al.length === 1 ? `“${al[0].name}” staat al in de lijst.` : `${al.length} bestanden staan al in de lijst.`;
      erbij.forEach((file) => {
        const r = regel(file), eind = file.name.slice(file.name.lastIndexOf(".")).toLowerCase();
        if (!mag.includes(eind)) zet(r, "geweigerd", "Geweigerd: dit soort bestand kan niet mee. Kies een PDF, Word-document (docx), ODT, JPEG of PNG.");
        else if (!file.size) zet(r, "geweigerd", "Geweigerd: dit bestand is leeg.");
        else if (file.size > grens) zet(r, "geweigerd", `Geweigerd: dit bestand is groter dan ${Math.floor(grens / 1048576)} MB. Maak het kleiner, of splits het.`);
        else { zet(r, "wacht", "Wacht tot het aan de beurt is"); rij.push(r); }
      });
      for (let i = 0; i < TEGELIJK; i += 1) volgende();
    };

    kiezer.addEventListener("change", () => { aannemen(kiezer.files); kiezer.value = ""; });
    const sleept = (e) => [...(e.dataTransfer?.types ?? [])].includes("Files");
    vak.addEventListener("dragover", (e) => { if (sleept(e)) { e.preventDefault(); vak.classList.add("swv-card--accent"); } });
    vak.addEventListener("dragleave", (e) => { if (!vak.contains(e.relatedTarget)) vak.classList.remove("swv-card--accent"); });
    vak.addEventListener("drop", (e) => { if (!sleept(e)) return; e.preventDefault(); vak.classList.remove("swv-card--accent"); aannemen(e.dataTransfer.files); });
    addEventListener("beforeunload", (e) => { if (regels.some((r) => ["wacht", "onderweg", "verstuurd"].includes(r.staat))) e.preventDefault(); });

    /* into the dossier, one after the other */
    const erin = async (r) => {
      const eis = eisen().find((e) => e.soort === r.keuze.value);
      if (!eis) { zet(r, "verstuurd", "Dit soort document wordt niet meer gevraagd. Kies iets anders."); return; }
      const velden_ = new FormData(eis.form), was = vak.querySelector("input[name=versie]")?.value;
      ["bestand", "gedagtekend_op", "ondertekend_door"].forEach((naam) => velden_.delete(naam));
      $$("input, select", r.extra).forEach((veld) => { if (veld.type !== "checkbox" || veld.checked) velden_.append(veld.name, veld.value); });
      velden_.set("upload", r.gang.id); velden_.set("soort", eis.soort); velden_.set("opdracht", r.gang.id);
      r.tekst.textContent = "Wordt toegevoegd";
      let antwoord = null;
      for (const ms of WACHT.slice(0, 12)) {
        antwoord = await fetch(eis.form.action, { method: "POST", body: velden_ }).catch(() => null);
        if (antwoord && antwoord.status !== 429 && antwoord.status !== 503) break;
        r.tekst.textContent = antwoord ? "Het is druk. We gaan vanzelf verder." : WEG;
        await even(Number(antwoord?.headers.get("retry-after")) * 1000 || ms);
      }
      if (!antwoord) { zet(r, "verstuurd", "Nog niet toegevoegd: de verbinding is weg. Probeer het zo nog eens."); return; }
      const nieuw = await blad(antwoord), er = new Set($$("[data-document]").map((p) => p.dataset.document));
      if (!antwoord.ok) {
        const plek = nieuw.getElementById(`document-${eis.soort}`) || nieuw.getElementById(bij) || nieuw;
        const zinnen = $$(".utrecht-form-field-error-message", plek).map((p) => p.textContent.trim()).filter(Boolean);
        zet(r, "verstuurd", `Nog niet toegevoegd: ${zinnen.join(" ") || nieuw.querySelector(".swv-errsum p, main p")?.textContent.trim() || "probeer het nog eens."}`);
        return;
      }
      bijwerken(nieuw, was);
      r.document = $$("[data-document]").map((p) => p.dataset.document).find((id) => !er.has(id));
      r.knop.hidden = true;
      zet(r, "controle", "Wordt gecontroleerd");
      volgen();
    };
    const bijwerken = (nieuw, was) => {
      [bij, "nog-nodig", "nodigbalk-tekst", "indienen"].forEach((id) => {
        const vers = nieuw.getElementById(id), oud = document.getElementById(id);
        if (!vers || !oud) return;
        oud.replaceWith(document.adoptNode(vers)); window.htmx?.process(vers);
      });
      // Our own step, and nobody else's in between: the other forms of this page go on from there.
      const nu = nieuw.querySelector("[data-slepen] input[name=versie]")?.value;
      if (was && Number(nu) === Number(was) + 1) $$("main input[name=versie]").forEach((veld) => { if (veld.value === was) veld.value = nu; });
    };
    let wekker = 0;
    const volgen = () => { zien(); wekker ||= setTimeout(opnieuw, 3000); };
    // Where the page does not look by itself whether a file was judged.
    const opnieuw = async () => {
      wekker = 0;
      if (!regels.some((r) => r.staat === "controle") || document.querySelector(`#${bij} [hx-get]`)) return;
      const antwoord = await fetch(location.href).catch(() => null);
      if (antwoord?.ok) bijwerken(await blad(antwoord)); else wekker = setTimeout(opnieuw, 3000);
    };
    const zien = () => regels.filter((r) => r.staat === "controle").forEach((r) => {
      const plek = document.querySelector(`[data-document="${CSS.escape(r.document ?? "")}"]`);
      if (!plek) return;
      if (plek.dataset.staat === "bruikbaar") zet(r, "klaar", "Klaar: het is toegevoegd.");
      else if (plek.dataset.staat === "geweigerd") zet(r, "geweigerd", `Geweigerd: ${plek.dataset.reden}`);
    });
    knop.addEventListener("click", async () => {
      const nu = regels.filter((r) => r.staat === "verstuurd" && r.keuze.value);
      if (!nu.length) { stand.textContent = "Kies eerst bij een bestand wat voor document het is."; return; }
      voegtToe = true; tellen();
      for (const r of nu) await erin(r);
      voegtToe = false; tellen();
    });
    new MutationObserver(volgen).observe(document.querySelector("main"), { subtree: true, childList: true, attributeFilter: ["data-staat"] });
    tellen();
  });
  // What falls beside the field would otherwise be opened by the browser, and the page be gone.
  ["dragover", "drop"].forEach((soort) => addEventListener(soort, (e) => { if (document.querySelector("[data-slepen]") && [...(e.dataTransfer?.types ?? [])].includes("Files")) e.preventDefault(); }));
  addEventListener("DOMContentLoaded", opstellen);
  if (document.readyState !== "loading") opstellen();
})();
