/** The command `lessons`, apart from the process it runs in. */
import { parseArgs } from 'node:util';
import type { Language } from '../experiment/index.ts';
import { createEvaluator } from '../lesson/evaluate.ts';
import { lessons } from '../lesson/lessons/index.ts';
import { trainedSeries } from '../lesson/network-series.ts';
import type { Lesson } from '../lesson/types.ts';
import { DONE, NOTHING_RUN, type Output, reportFailure } from './output.ts';
import { printable } from './printable.ts';

const LESSONS_USAGE = `Usage: npm run --silent lessons -- [ID …] [--lang en|zh]

Prints every lesson, or those named, as one JSON object a line: its id, title and query, and its claims, each with what was
computed just now and whether it holds. The exit status is 1 where one does not.

  --lang en|zh   the language of titles and claims; en unless said
  --help         this text
`;

/** Some claim does not hold. */
const DOES_NOT_HOLD = 1;

interface Command {
  readonly chosen: readonly Lesson[];
  readonly lang: Language;
}

/** The command, or what is wrong with it in a sentence. */
function readCommand(argv: readonly string[]): Command | 'help' | { readonly error: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        lang: { type: 'string', default: 'en' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    const { lang } = values;
    if (lang !== 'en' && lang !== 'zh') return { error: `--lang is en or zh, not "${lang}".` };
    const unknown = positionals.find((id) => !lessons.some((lesson) => lesson.id === id));
    if (unknown !== undefined) {
      return {
        error: `There is no lesson "${unknown}". There are: ${lessons.map(({ id }) => id).join(', ')}.`,
      };
    }
    const chosen = positionals.length > 0 ? lessons.filter(({ id }) => positionals.includes(id)) : lessons;
    return { chosen, lang };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Prints lessons with their claims.
 *
 * @returns the exit status: 0, 1 when a claim does not hold, or 2 when nothing could be run.
 */
export async function lessonsMain(argv: readonly string[], output: Output): Promise<number> {
  const command = readCommand(argv);
  if (command === 'help') {
    await output.out(LESSONS_USAGE);
    return DONE;
  }
  if ('error' in command) {
    output.err(`${printable(command.error)}\n\n${LESSONS_USAGE}`);
    return NOTHING_RUN;
  }
  const evaluator = createEvaluator(trainedSeries);
  const { chosen, lang } = command;
  let status = DONE;
  try {
    for (const { id, title, query, claims } of chosen) {
      const evaluated = [];
      for (const claim of claims) {
        const { computed, holds } = await evaluator.evaluate(claim);
        if (!holds) status = DOES_NOT_HOLD;
        evaluated.push({ ...claim, text: claim.text[lang], computed, holds });
      }
      await output.out(`${JSON.stringify({ id, title: title[lang], query, claims: evaluated })}\n`);
    }
    return status;
  } catch (error) {
    reportFailure(error, output);
    return NOTHING_RUN;
  }
}
