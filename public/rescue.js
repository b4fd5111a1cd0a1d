/**
 * Says what is wrong when the page does not start, and mends what can be mended: a copy of the page in the browser that lacks
 * a part, or that has kept something else under its name. A script of its own, of the oldest kind and with a name that never
 * changes, because it has to run when the others do not. index.html runs it after the page's first module.
 */
(() => {
  const ATTEMPT = 'adascope-rescued';
  const root = document.documentElement;
  const chinese = /[?&#]lang=zh/.test(location.href) || /^zh/i.test(navigator.language);
  const words = chinese
    ? {
        title: 'Adascope 未能启动',
        text: '有一部分文件未能加载。网站可能正在更新，或者网络已断开。链接中的实验不会丢失。',
        again: '重试',
      }
    : {
        title: 'Adascope did not start',
        text: 'A part of it could not be loaded. The site may be being updated, or the network is away. The experiment is in the link and is not lost.',
        again: 'Try again',
      };

  /** The browser may refuse storage: then nothing is tried without being asked. */
  const attempts = {
    get made() {
      try {
        return sessionStorage.getItem(ATTEMPT) !== null;
      } catch {
        return true;
      }
    },
    set made(value) {
      try {
        if (value) sessionStorage.setItem(ATTEMPT, '1');
        else sessionStorage.removeItem(ATTEMPT);
      } catch {
        // As above.
      }
    },
  };

  /** The files that the page names itself. */
  const named = () =>
    Array.from(document.querySelectorAll('script[src], link[rel="stylesheet"], link[rel="modulepreload"]'))
      .map((element) => element.src || element.href)
      .filter((address) => address.startsWith(location.origin));

  /** Opens the page anew, and forgets before what was kept of it, if the site can be reached. Images that were kept stay. */
  async function renew() {
    const { serviceWorker } = navigator;
    const registrations = serviceWorker ? await serviceWorker.getRegistrations().catch(() => []) : [];
    const ours = registrations.filter(({ scope }) => document.baseURI.startsWith(scope));
    // A file that no worker keeps. Without the site the copy is all there is.
    const reached = await fetch('./service-worker.js', { cache: 'no-store' }).then(
      () => true,
      () => false,
    );
    if (reached && ours.length > 0) {
      const names = await caches.keys();
      const kept = names.filter((name) => /^adascope-(?:page-|choice$)/.test(name));
      await Promise.all(kept.map((name) => caches.delete(name)));
      await Promise.all(ours.map((registration) => registration.unregister()));
    }
    // The browser's own store of files may have a wrong one as well.
    await Promise.all(named().map((address) => fetch(address, { cache: 'reload' }).catch(() => undefined)));
    location.reload();
  }

  function say() {
    root.dataset.start = 'failed';
    const box = document.createElement('div');
    const title = document.createElement('h1');
    const text = document.createElement('p');
    const button = document.createElement('button');
    box.setAttribute('role', 'alert');
    box.lang = chinese ? 'zh-Hans' : 'en';
    title.textContent = words.title;
    text.textContent = words.text;
    button.textContent = words.again;
    button.type = 'button';
    button.addEventListener('click', () => renew().catch(() => undefined));
    Object.assign(box.style, { maxWidth: '34em', margin: '12vh auto', padding: '0 24px' });
    box.style.font = '16px/1.6 system-ui, sans-serif';
    Object.assign(title.style, { fontSize: '1.4em', margin: '0 0 0.4em' });
    Object.assign(text.style, { margin: '0 0 1.2em' });
    Object.assign(button.style, { font: 'inherit', minHeight: '40px', padding: '0 18px' });
    box.append(title, text, button);
    document.getElementById('outline')?.remove();
    (document.getElementById('root') ?? document.body).replaceChildren(box);
  }

  function failed() {
    say();
    // Once by itself: what a worker had kept is the likeliest cause, and without it the page is as the site has it.
    if (!attempts.made && navigator.serviceWorker?.controller) {
      attempts.made = true;
      renew().catch(() => undefined);
    }
  }

  /** The first module says how far it came (src/main.tsx): nothing at all, when it could not be loaded. */
  const look = () => {
    const { start } = root.dataset;
    if (start === 'done') attempts.made = false;
    else if (start !== 'begun') failed();
  };
  document.addEventListener('adascope-start', look);
  look();
})();
