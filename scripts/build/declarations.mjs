/**
 * The types of the npm package: one file of declarations for each entry point, `lib/index.d.ts` and `lib/element.d.ts`, and a
 * report of each in `docs/api/`, in which a change of the public interface shows as a diff.
 *
 *     node scripts/build/declarations.mjs            # writes the declarations
 *     node scripts/build/declarations.mjs --report   # writes the reports as well
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { root } from './page.mjs';

/** The modules that the package exports, by the declarations that TypeScript emits for each. */
const ENTRIES = { index: 'index.d.ts', element: 'embed/element.d.ts' };

const SILENT = { logLevel: ExtractorLogLevel.None, addToApiReportFile: false };

/**
 * @param {string} entry
 * @param {string} declarations what TypeScript emitted
 * @param {string} temporary a folder
 * @param {string} rollup the file to write
 */
const configOf = (entry, declarations, temporary, rollup) =>
  ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: declarations,
      compiler: { tsconfigFilePath: join(root, 'tsconfig.package.json') },
      apiReport: {
        enabled: true,
        reportFileName: `${entry}.api.md`,
        reportFolder: join(root, 'docs/api'),
        reportTempFolder: temporary,
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      tsdocMetadata: { enabled: false },
      dtsRollup: { enabled: true, untrimmedFilePath: rollup },
      newlineKind: 'lf',
      messages: {
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Error, addToApiReportFile: false },
          // No release tags: whatever is exported is public. Types that only occur in those need no export.
          'ae-missing-release-tag': SILENT,
          'ae-forgotten-export': SILENT,
          'ae-undocumented': SILENT,
        },
        tsdocMessageReporting: { default: SILENT },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
  });

/**
 * Writes the declarations of the package.
 *
 * @param {{ folder: string, writeReports?: boolean }} options
 * @returns {string[]} the reports in docs/api that differ from the source and were not written
 */
export function writeDeclarations({ folder, writeReports = false }) {
  const temporary = mkdtempSync(join(tmpdir(), 'adascope-declarations-'));
  try {
    const { status, stdout } = spawnSync(
      `npx --no-install tsc -p tsconfig.package.json --outDir "${temporary}"`,
      { shell: true, cwd: root, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`There are no declarations:\n${stdout}`);
    mkdirSync(folder, { recursive: true });
    mkdirSync(join(root, 'docs/api'), { recursive: true });
    return Object.entries(ENTRIES).flatMap(([entry, declarations]) => {
      const emitted = join(temporary, declarations);
      const rollup = join(folder, `${entry}.d.ts`);
      const { errorCount, apiReportChanged } = Extractor.invoke(configOf(entry, emitted, temporary, rollup), {
        localBuild: writeReports,
        messageCallback(message) {
          // Such as that the bundled compiler is another version than ours.
          if (message.messageId.startsWith('console-')) message.logLevel = ExtractorLogLevel.None;
        },
      });
      if (errorCount > 0) throw new Error(`The types of ${entry} cannot be gathered into one file.`);
      // It imports nothing, so it is one file already, and API Extractor drops `declare global`.
      if (entry === 'element') copyFileSync(emitted, rollup);
      return apiReportChanged && !writeReports ? [`docs/api/${entry}.api.md`] : [];
    });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeDeclarations({ folder: join(root, 'lib'), writeReports: process.argv.includes('--report') });
}
