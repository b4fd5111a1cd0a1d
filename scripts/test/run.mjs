/**
 * `npm test`: everything that must hold, in order, up to the first stage that fails.
 * `npm run test:long` (`--long`): what takes too long for every change, in files named `*.long.test.ts` and `*.long.spec.ts`.
 *
 * The last line is always `N passed, N failed`: unit and browser tests together, and a stage that fails without a
 * failing test counts as one.
 */
import '../ready.mjs';

const { spawnSync } = await import('node:child_process');
const { mkdirSync, readFileSync, rmSync } = await import('node:fs');
const { requireBrowser } = await import('../browser.mjs');
const { root } = await import('../build/page.mjs');

const reports = `${root}.cache/test`;
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

/** @typedef {{ passed: number, failed: number }} Counts */

/** The counts in a report of Vitest. @param {any} report @returns {Counts} */
const unitCounts = (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests });

/** The counts in a report of Playwright, which names the flaky ones. @param {any} report @returns {Counts} */
const e2eCounts = (report) => ({
  passed: report.stats.expected + report.stats.flaky,
  failed: report.stats.unexpected,
});

/** The browser that the tests drive is found before they begin. */
const findChromium = () => {
  process.env.CHROMIUM_PATH = requireBrowser();
  console.log(`Chromium: ${process.env.CHROMIUM_PATH}`);
};

// The page has just been built: Playwright is called directly, without the build of `npm run e2e`.
const playwright = 'npx --no-install playwright test --config';

/** @param {string} name @param {string} options of Vitest */
const unit = (name, options) => ({
  name,
  command: `npm run --silent unit -- ${options} --reporter=default --reporter=json --outputFile.json=.cache/test/unit.json`,
  report: `${reports}/unit.json`,
  counts: unitCounts,
});

/** @param {string} name @param {string} config a configuration of Playwright, in `e2e/` */
const browser = (name, config) => ({
  name,
  command: `${playwright} e2e/${config}`,
  report: `${reports}/e2e.json`,
  counts: e2eCounts,
  before: findChromium,
});

const build = { name: 'build', command: 'npm run --silent build' };

/** @type {{ name: string, command: string, report?: string, counts?: (report: any) => Counts, before?: () => void, optional?: boolean }[]} */
const stages = process.argv.includes('--long')
  ? [
      unit('long unit tests', '--mode long'),
      build,
      {
        name: 'the same bits in other engines',
        command: `node scripts/test/engines.mjs ${reports}/engines.json`,
        report: `${reports}/engines.json`,
        counts: (report) => report,
      },
      browser('long browser tests', 'playwright.long.config.ts'),
      {
        name: 'other browsers',
        command: `node scripts/test/other-browsers.mjs ${reports}/others.json`,
        report: `${reports}/others.json`,
        counts: (report) => report,
        // Where none of them is installed, that is said and nothing has failed.
        optional: true,
      },
    ]
  : [
      { name: 'format and lint', command: 'npm run --silent lint' },
      { name: 'types', command: 'npm run --silent types' },
      unit('unit tests', ''),
      build,
      { name: 'size', command: 'npm run --silent size' },
      browser('browser tests', 'playwright.config.ts'),
    ];

const total = { passed: 0, failed: 0 };

/** @param {(typeof stages)[number]} stage @returns {boolean} whether it passed */
function run(stage) {
  try {
    stage.before?.();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
  const passed = spawnSync(stage.command, { shell: true, stdio: 'inherit', cwd: root }).status === 0;
  if (!stage.report || !stage.counts) return passed;
  try {
    const counts = stage.counts(JSON.parse(readFileSync(stage.report, 'utf8')));
    total.passed += counts.passed;
    total.failed += counts.failed;
    return passed && counts.failed === 0 && (counts.passed > 0 || stage.optional === true);
  } catch (error) {
    console.error(`No report of the ${stage.name}: ${error}`);
    return false;
  }
}

for (const stage of stages) {
  console.log(`\n── ${stage.name} ${'─'.repeat(Math.max(3, 70 - stage.name.length))}`);
  if (!run(stage)) {
    if (total.failed === 0) total.failed = 1;
    console.error(`\nStopped at: ${stage.name}.`);
    process.exitCode = 1;
    break;
  }
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
