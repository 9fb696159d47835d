// Saves each field as it is written. Nothing is kept in the browser: what could not be sent stays in the
// page and is sent again. Without JavaScript the form's own buttons save.

const WAIT = 800;
const AGAIN = 4000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector('[data-autosave-status]');
    this.changed = new Set();
    this.sent = new Map();
    this.sending = false;
    this.timer = 0;
    form.addEventListener('input', (event) => this.note(event.target, WAIT));
    form.addEventListener('change', (event) => this.note(event.target, 0));
    form.addEventListener('submit', () => { this.leaving = true; });
    window.addEventListener('online', () => this.send());
    window.addEventListener('beforeunload', (event) => {
      if (this.changed.size && !this.leaving) event.preventDefault();
    });
    if (form.hasAttribute('data-save-now')) this.all();
  }

  all() {
    for (const field of this.form.querySelectorAll('[name^="v__"]')) this.changed.add(field.name.slice(3));
    this.send();
  }

  note(target, wait) {
    if (!this.form.elements[`v__${target.name}`]) return;
    // Leaving a field that was sent already must not touch the page: a click may be under way.
    if (!this.changed.has(target.name) && this.sent.get(target.name) === this.value(target.name)) return;
    this.changed.add(target.name);
    this.later(wait);
  }

  value(name) {
    return new FormData(this.form).get(name);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  body(names) {
    const all = new FormData(this.form);
    const body = new FormData();
    for (const [name, value] of all) {
      const own = names.has(name) || (name.startsWith('v__') && names.has(name.slice(3)));
      if (own || ['csrfmiddlewaretoken', 'kept_token', 'tab'].includes(name)) body.append(name, value);
    }
    return body;
  }

  async send() {
    if (this.sending || this.stopped || !this.changed.size) return;
    const names = new Set(this.changed);
    this.changed.clear();
    for (const name of names) this.sent.set(name, this.value(name));
    this.sending = true;
    this.say('Saving…');
    try {
      const answer = await fetch(this.form.action, {
        method: 'POST',
        body: this.body(names),
        headers: { Accept: 'application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(15000),
      });
      await this.read(answer, names);
    } catch {
      this.keep(names, 'Not saved: the connection was lost. What you typed is still here, and is sent again.');
      this.later(AGAIN);
    }
    this.sending = false;
    if (this.changed.size && !this.stopped) this.later(this.failed ? AGAIN : WAIT);
  }

  keep(names, words) {
    for (const name of names) {
      this.changed.add(name);
      this.sent.delete(name);
    }
    this.failed = true;
    this.say(words, true);
  }

  async read(answer, names) {
    const type = answer.headers.get('Content-Type') || '';
    const said = type.includes('json') ? await answer.json() : {};
    if (answer.status === 401 || answer.status === 403) {
      this.stop(said.kept ? 'You were signed out. What you typed was kept.' : 'You were signed out.', said.sign_in || this.form.action || location.href);
    } else if (said.refused) {
      this.stop(said.refused, location.href);
    } else if (answer.ok && said.fields) {
      this.failed = false;
      this.saved(said.fields);
    } else {
      this.keep(names, 'Not saved yet. What you typed is still here, and is sent again.');
    }
  }

  saved(fields) {
    for (const [name, field] of Object.entries(fields)) {
      // A text that met a newer one is kept beside it, with the version it was written on: what is typed
      // on takes its place there. Everything else is saved as before.
      if (field.conflict) this.conflict = true;
      else this.form.elements[`v__${name}`].value = field.version;
    }
    const now = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
    if (this.conflict) {
      this.say(`Saved at ${now}. Something on this page was also changed somewhere else. Both texts are kept.`, true);
      this.lead(location.href, 'See both and choose');
    } else {
      this.say(`Saved at ${now}`);
    }
  }

  stop(words, url, link = 'Carry on') {
    this.stopped = true;
    clearTimeout(this.timer);
    this.say(`${words} Nothing more is saved on this page.`, true);
    this.lead(url, link);
  }

  lead(url, words) {
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.className = 'govuk-link';
    anchor.textContent = words;
    this.status.append(' ', anchor);
  }

  say(words, warn = false) {
    this.status.textContent = words;
    this.status.classList.toggle('app-autosave--warn', warn);
  }
}

for (const form of document.querySelectorAll('form[data-autosave]')) new Autosave(form);
