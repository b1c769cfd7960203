/* Passkeys: ask the server for a question, the device for an answer, and go on. Nothing is kept in the browser. */
(() => {
  "use strict";
  const zend = async (pad, velden) => {
    const antwoord = await fetch(pad, { method: "POST", body: new URLSearchParams(velden), headers: { accept: "application/json" } });
    const soort = antwoord.headers.get("content-type") || "";
    const inhoud = soort.startsWith("application/json") ? await antwoord.json() : {};
    if (inhoud.naar) { location.assign(inhoud.naar); return null; }
    if (!antwoord.ok) throw new Error(inhoud.melding || "Dit is niet gelukt. Probeer het nog eens.");
    return inhoud;
  };
  const zeg = (knop, tekst) => {
    const plek = (knop.closest("section") || document).querySelector("[data-passkey-fout]");
    if (plek) plek.textContent = tekst;
  };
  document.addEventListener("click", async (e) => {
    const knop = e.target.closest?.("[data-passkey]");
    if (!knop || knop.disabled) return;
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
      zeg(knop, "Deze browser kent geen passkeys, of Meedoen is hier niet langs een beveiligd adres geopend.");
      return;
    }
    const soort = knop.dataset.passkey, csrf = knop.dataset.csrf, vak = knop.closest("section") || document;
    const naam = vak.querySelector("#passkey-naam")?.value ?? "";
    if (soort === "maken" && !naam.trim()) {
      zeg(knop, "Geef uw passkey een naam, bijvoorbeeld: laptop van het werk.");
      vak.querySelector("#passkey-naam").focus();
      return;
    }
    knop.disabled = true; zeg(knop, "");
    try {
      const vraag = await zend("/passkey/passkey-vragen", { csrf, soort });
      if (!vraag) return;
      const bewijs = soort === "maken"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(vraag) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(vraag) });
      const gedaan = await zend(`/passkey/passkey-${soort}`, { csrf, antwoord: JSON.stringify(bewijs.toJSON()), ...(soort === "maken" ? { naam } : {}) });
      if (!gedaan) return;
      const form = knop.closest("form[data-doel]");
      if (form && !knop.dataset.naar) { form.action = form.dataset.doel; form.submit(); } else { location.assign(knop.dataset.naar); }
    } catch (fout) {
      const eigen = fout.name === "Error";
      zeg(knop, eigen ? fout.message : "Uw passkey is niet gebruikt. Probeer het nog eens.");
      knop.disabled = false;
    }
  });
})();
