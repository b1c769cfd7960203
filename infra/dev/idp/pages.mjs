// The pages of the demo's sign-in: Dutch, plain HTML, one style sheet, no script.

const MARK = '<p class="toelichting">Dit is de aanmelding van de proefopstelling. De personen zijn verzonnen.</p>';

function escape(text) {
  const signs = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return String(text ?? '').replace(/[&<>"']/g, (sign) => signs[sign]);
}

const page = (title, content) => `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/dev.css">
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>`;

const alert = (fault) => (fault ? `<p class="fout" role="alert">${escape(fault)}</p>` : '');

/** The list from which one chooses whom to be; only in the demo. */
function peopleList(uid, people) {
  if (!people.length) return '';
  const items = people.map(({ sub, naam, omschrijving }) => {
    const link = `<a href="/aanmelden/${uid}?persoon=${encodeURIComponent(sub)}">${escape(naam)}</a>`;
    return `<li>${link}${omschrijving ? ` (${escape(omschrijving)})` : ''}</li>`;
  });
  return `<h2>Kies een persoon</h2>
<p>De gegevens worden dan voor u ingevuld.</p>
<ul class="mensen">
${items.join('\n')}
</ul>`;
}

/** User name and password. `chosen` is the person whose details are filled in. */
export const loginPage = ({ uid, people, chosen, fault = '' }) =>
  page(
    'Aanmelden',
    `${MARK}
${alert(fault)}
<form method="post" action="/aanmelden/${uid}">
<label for="gebruikersnaam">Gebruikersnaam</label>
<input id="gebruikersnaam" name="gebruikersnaam" autocomplete="username" required value="${escape(chosen?.sub)}">
<label for="wachtwoord">Wachtwoord</label>
<input id="wachtwoord" name="wachtwoord" type="password" autocomplete="current-password" required value="${escape(chosen?.wachtwoord)}">
<button type="submit">Aanmelden</button>
</form>
${peopleList(uid, people)}`,
  );

/** The second factor. `shown` is the present code; only the demo gives it. */
export const codePage = ({ uid, account, fault, shown }) =>
  page(
    'Bevestig dat u het bent',
    `${MARK}
${alert(fault)}
<p>Vul de code in uit de app op de telefoon van ${escape(account.naam)}.</p>
${shown ? `<p class="toelichting">Demo: de code is nu <span class="code" id="democode">${shown}</span></p>` : ''}
<form method="post" action="/aanmelden/${uid}">
<label for="code">Code van zes cijfers</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required>
<button type="submit">Bevestigen</button>
</form>
<p><a href="/aanmelden/${uid}?opnieuw">Iemand anders aanmelden</a></p>`,
  );

/** Asks whether to sign out; `form` is the form of the library, with its secret. */
export const logoutPage = (form) =>
  page(
    'Afmelden',
    `${MARK}
<p>Wilt u zich ook bij de aanmelddienst afmelden?</p>
${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes">Afmelden</button>`,
  );

export const signedOutPage = () => page('U bent afgemeld', '<p>U kunt dit venster sluiten.</p>');

/** What went wrong, for the developer: error codes of OpenID Connect. */
export const errorPage = (out) =>
  page(
    'Aanmelden lukt niet',
    `<p>De aanmelddienst kan deze vraag niet behandelen. Ga terug naar Meedoen en begin opnieuw.</p>
<dl>${Object.entries(out).map(([key, value]) => `<dt>${escape(key)}</dt><dd>${escape(value)}</dd>`).join('')}</dl>`,
  );
