// The OIDC provider of demo and test, on the certified library oidc-provider. Not for production.
//
// The people come from accounts.json, read anew at each sign-in:
//   [{ sub, naam, email, wachtwoord, totp, omschrijving? }]   totp: base32 secret, or null for no second factor
// They sign in with their sub or e-mail address. Levels (acr): "basis" with a password, "hoog" with a code too;
// amr tells how. Works with plain forms; there is no script on its pages.
//
// Environment: IDP_PORT, IDP_HOST (127.0.0.1), IDP_STATE (file with the signing key, made when absent),
// IDP_ACCOUNTS, APP_URL, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, MEEDOEN_OMGEVING.

import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import Provider, { interactionPolicy } from 'oidc-provider';
import { codePage, errorPage, logoutPage, loginPage, signedOutPage } from './pages.mjs';
import { isValidCode, presentCode } from './totp.mjs';

const { IDP_PORT, IDP_HOST = '127.0.0.1', IDP_STATE, IDP_ACCOUNTS, APP_URL, OIDC_ISSUER } = process.env;
const IS_DEMO = process.env.MEEDOEN_OMGEVING === 'demo';
const BASIS = 'urn:meedoen:acr:basis';
const HOOG = 'urn:meedoen:acr:hoog';
const RANK = { [BASIS]: 1, [HOOG]: 2 };
const STYLESHEET = fs.readFileSync(path.join(import.meta.dirname, '..', 'dev.css'));
const POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The keys of this provider, kept in a file: the application may go on using the public key it has read. */
function keptKeys() {
  if (fs.existsSync(IDP_STATE)) return JSON.parse(fs.readFileSync(IDP_STATE, 'utf8'));
  const { privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys = {
    signing: { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' },
    cookie: crypto.randomBytes(32).toString('hex'),
  };
  fs.writeFileSync(`${IDP_STATE}.nieuw`, JSON.stringify(keys), { mode: 0o600 });
  fs.renameSync(`${IDP_STATE}.nieuw`, IDP_STATE);
  return keys;
}

const accounts = () => JSON.parse(fs.readFileSync(IDP_ACCOUNTS, 'utf8'));
const bySub = (sub) => accounts().find((account) => account.sub === sub);
const byName = (name) => accounts().find((account) => account.sub === name || account.email === name);

function wantedLevel(params) {
  const known = (params.acr_values ?? '').split(' ').filter((value) => RANK[value]);
  return known.length ? Math.min(...known.map((value) => RANK[value])) : 0;
}

/** Ask to sign in again when the application wants a higher level than the present session has. */
const policy = interactionPolicy.base();
policy.get('login').checks.add(
  new interactionPolicy.Check('acr_te_laag', 'hoger betrouwbaarheidsniveau gevraagd', ({ oidc }) => {
    const have = RANK[oidc.result?.login?.acr ?? oidc.session?.acr] ?? 0;
    const { NO_NEED_TO_PROMPT, REQUEST_PROMPT } = interactionPolicy.Check;
    return have >= wantedLevel(oidc.params) ? NO_NEED_TO_PROMPT : REQUEST_PROMPT;
  }),
);

const keys = keptKeys();
const provider = new Provider(OIDC_ISSUER, {
  clients: [
    {
      client_id: process.env.OIDC_CLIENT_ID,
      client_secret: process.env.OIDC_CLIENT_SECRET,
      redirect_uris: [`${APP_URL}/inloggen/terug`],
      post_logout_redirect_uris: [`${APP_URL}/uitgelogd`],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
    },
  ],
  jwks: { keys: [keys.signing] },
  cookies: {
    keys: [keys.cookie],
    // Cookies do not tell ports apart: without the port, two stacks on one machine would spoil each other's.
    names: {
      session: `aanmelden_${IDP_PORT}`,
      interaction: `aanmelden_stap_${IDP_PORT}`,
      resume: `aanmelden_verder_${IDP_PORT}`,
    },
  },
  ttl: { Interaction: 3600, Session: 12 * 3600, Grant: 12 * 3600, AccessToken: 3600, IdToken: 3600 },
  pkce: { required: () => true },
  acrValues: [BASIS, HOOG],
  claims: {
    openid: ['sub', 'acr', 'amr', 'auth_time'],
    profile: ['name'],
    email: ['email', 'email_verified'],
  },
  conformIdTokenClaims: false,
  findAccount(_ctx, sub) {
    const account = bySub(sub);
    if (!account) return undefined;
    const { naam, email } = account;
    return { accountId: sub, claims: () => ({ sub, name: naam, email, email_verified: true }) };
  },
  interactions: { policy, url: (_ctx, interaction) => `/aanmelden/${interaction.uid}` },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource(ctx, form) {
        ctx.body = logoutPage(form);
      },
      postLogoutSuccessSource(ctx) {
        ctx.body = signedOutPage();
      },
    },
  },
  renderError(ctx, out) {
    ctx.type = 'html';
    ctx.body = errorPage(out);
  },
  // The application is our own: nobody has to consent to it.
  async loadExistingGrant(ctx) {
    const { client, session } = ctx.oidc;
    const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope('openid profile email');
    await grant.save();
    return grant;
  },
});

/** Who gave a right password and still owes a code: interaction uid → sub. */
const awaitingCode = new Map();

async function formOf(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
}

/** In a demo one browser is many people: end the session of whoever was signed in here before. */
async function endSessionOfAnother(ctx, account) {
  const session = await provider.Session.get(ctx);
  if (!session.accountId || session.accountId === account.sub) return;
  const interaction = await provider.interactionDetails(ctx.req, ctx.res);
  await session.destroy();
  delete interaction.session;
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
}

async function finish(ctx, uid, account, acr, amr) {
  awaitingCode.delete(uid);
  await endSessionOfAnother(ctx, account);
  const login = { accountId: account.sub, acr, amr, remember: false };
  return provider.interactionFinished(ctx.req, ctx.res, { login });
}

function showCodePage(ctx, uid, account, fault = '') {
  ctx.body = codePage({ uid, account, fault, shown: IS_DEMO ? presentCode(account.totp) : '' });
}

/** First form: who are you, and what is your password. */
async function takePassword(ctx, uid, params) {
  const form = await formOf(ctx.req);
  const account = byName((form.get('gebruikersnaam') ?? '').trim());
  if (!account || account.wachtwoord !== form.get('wachtwoord')) {
    const fault = 'De gebruikersnaam of het wachtwoord klopt niet. Probeer het opnieuw.';
    ctx.status = 400;
    ctx.body = loginPage({ uid, people: IS_DEMO ? accounts() : [], fault });
    return undefined;
  }
  if (account.totp) {
    awaitingCode.set(uid, account.sub);
    return showCodePage(ctx, uid, account);
  }
  if (wantedLevel(params) > RANK[BASIS]) {
    const fault = 'Voor deze handeling is een tweede factor nodig, en dit account heeft die niet.';
    ctx.status = 403;
    ctx.body = loginPage({ uid, people: IS_DEMO ? accounts() : [], fault });
    return undefined;
  }
  return finish(ctx, uid, account, BASIS, ['pwd']);
}

/** Second form: the code of the authenticator. */
async function takeCode(ctx, uid) {
  const form = await formOf(ctx.req);
  const account = bySub(awaitingCode.get(uid));
  if (!isValidCode(account.totp, (form.get('code') ?? '').replaceAll(' ', ''))) {
    ctx.status = 400;
    return showCodePage(ctx, uid, account, 'De code klopt niet. Vul de nieuwste code in.');
  }
  return finish(ctx, uid, account, HOOG, ['pwd', 'otp', 'mfa']);
}

provider.use(async (ctx, next) => {
  ctx.set('Content-Security-Policy', POLICY);
  if (ctx.path === '/dev.css') {
    ctx.type = 'css';
    ctx.body = STYLESHEET;
    return undefined;
  }
  const found = ctx.path.match(/^\/aanmelden\/([\w-]+)$/);
  if (!found) return next();
  const uid = found[1];
  const { params } = await provider.interactionDetails(ctx.req, ctx.res);
  if (ctx.method === 'POST') return awaitingCode.has(uid) ? takeCode(ctx, uid) : takePassword(ctx, uid, params);
  if ('opnieuw' in ctx.query) awaitingCode.delete(uid);
  if (awaitingCode.has(uid)) return showCodePage(ctx, uid, bySub(awaitingCode.get(uid)));
  const chosen = IS_DEMO ? bySub(ctx.query.persoon) : undefined;
  ctx.body = loginPage({ uid, people: IS_DEMO ? accounts() : [], chosen });
  return undefined;
});

provider.on('server_error', (_ctx, error) => console.error(error));
const server = provider.listen(Number(IDP_PORT), IDP_HOST, () => console.log(`gereed op ${OIDC_ISSUER}`));
for (const name of ['SIGINT', 'SIGTERM']) {
  process.on(name, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
