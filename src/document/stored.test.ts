import { describe, expect, it } from 'vitest';
import { formatExperiment, MAX_LINK, parseExperiment, parseStored } from '../experiment/index.ts';
import { type Address, createLinkWriter, openAddress } from './address.ts';
import { type Browser, isLong, store, stored } from './stored.ts';

const rule = (k: number): string => `m = 0.${k}*m + g; x = x - lr*m ${' '.repeat(500)}`;
const short = parseExperiment('surface=beale').experiment;
const long = { ...short, rules: Array.from({ length: 12 }, (_, k) => rule(k + 1)) };
const query = formatExperiment(long);

/** A browser with one entry of history; each part can be refused. */
function createBrowser({ history = true, storage = true } = {}) {
  const kept = new Map<string, string>();
  let [state, address]: [unknown, string] = [null, ''];
  const put = (data: unknown, _: string, url?: string | URL | null): void => {
    if (!history && data !== null) throw new Error('refused');
    [state, address] = [structuredClone(data), String(url)];
  };
  const browser: Browser = {
    history: {
      get state() {
        return state;
      },
      replaceState: put,
      pushState: put,
    },
    storage() {
      if (!storage) throw new Error('refused');
      return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
    },
    fragment: () => (address.includes('#') ? address.slice(address.indexOf('#')) : ''),
  };
  return { browser, kept, address: () => address, otherTab: () => (state = null) };
}

describe('an experiment that is too long for an address', () => {
  it('has a short one, and survives a reload', () => {
    expect(isLong(query)).toBe(true);
    expect(parseStored(query)).toEqual({ experiment: long, problems: [] });
    const page = createBrowser();
    expect(store(page.browser, 'replaceState', query, '/')).toBe(true);
    expect(page.address()).toMatch(/^\/#stored-[a-z0-9]{5,14}$/);
    expect(stored(page.browser)).toBe(query);
  });

  it.each([{ history: false }, { storage: false }])('is kept where one of both is refused: %j', (refused) => {
    const page = createBrowser(refused);
    expect(store(page.browser, 'pushState', query, '/')).toBe(true);
    expect(stored(page.browser)).toBe(query);
  });

  it('opens in another tab of the same browser, as long as it is among the latest', () => {
    const page = createBrowser();
    store(page.browser, 'pushState', query, '/');
    page.otherTab();
    expect(stored(page.browser)).toBe(query);
    page.kept.set('adascope.stored', '{"no":"list"}');
    expect(stored(page.browser)).toBeUndefined();
    page.kept.set('adascope.stored', 'no JSON');
    expect(stored(page.browser)).toBeUndefined();
  });

  it('is said not to be kept where nothing keeps it', () => {
    const { browser } = createBrowser({ history: false, storage: false });
    const refused: string[] = [];
    const address = {
      replace: (text: string) => (isLong(text) ? store(browser, 'replaceState', text, '/') : true),
    } as Address;
    const clock = { now: () => 0, frame: () => () => {}, later: () => () => {} };
    const writer = createLinkWriter(address, clock, (text) => refused.push(text));
    writer.write(query, false);
    writer.flush();
    expect(refused).toEqual([query]);
    expect(stored(browser)).toBeNull();
  });
});

describe('an address', () => {
  const address = (read: string, kept: string | null | undefined): Address =>
    ({ read: () => read, stored: () => kept }) as Address;

  it('opens what is stored under its name', () => {
    expect(openAddress(address('#stored-abc', query))).toEqual({ experiment: long, problems: [] });
  });

  it('says so where what it stands for is not here', () => {
    const { experiment, problems } = openAddress(address('#stored-abc', undefined));
    expect(experiment).toEqual(parseExperiment('').experiment);
    expect(problems).toMatchObject([{ key: 'link', given: '#stored-abc', used: 'the default' }]);
  });

  it('is read as a link otherwise', () => {
    expect(openAddress(address('?surface=beale', null))).toEqual({ experiment: short, problems: [] });
    expect(isLong('x'.repeat(MAX_LINK))).toBe(false);
  });
});
