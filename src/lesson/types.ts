/** What a lesson is: plain data, in both languages. `docs/lessons.md` says how to write one. */
import type { Language } from '../experiment/index.ts';

/** A text in every language of the page. Mathematics is TeX between `$…$`, on a line of its own between `$$…$$`. */
export type Words = Readonly<Record<Language, string>>;

/** The chapters of the course, in order. */
export const CHAPTERS = [
  'rates',
  'momentum',
  'adaptive',
  'correction',
  'decay',
  'noise',
  'stability',
  'fairness',
  'networks',
] as const;
export type Chapter = (typeof CHAPTERS)[number];

/** A part of a lesson: some paragraphs (separated by an empty line), and the experiment that is shown beside them. */
export interface LessonStep {
  readonly text: Words;
  readonly query: string;
}

/** A sentence with a number in it that anybody can compute again. */
export interface Claim {
  /** Unique within its lesson. */
  readonly id: string;
  readonly text: Words;
  /** The experiment, or the study, that it is about. */
  readonly query: string;
  /** What is computed of it, in the language of `quantity.ts`: `theta0[1]@20`, `first(loss < 1e-3)`. */
  readonly quantity: string;
  /** What has to come out; null: nothing (a number that does not exist, a step that is never reached). */
  readonly expected: number | null;
  /** How far off it may be. */
  readonly tolerance: number;
}

/** Everything of a lesson but its place in the course, its title and its picture: what is loaded when it is opened. */
export interface LessonContent {
  readonly steps: readonly LessonStep[];
  /** What to look at. */
  readonly look: Words;
  readonly question: Words;
  /** Hidden at first. */
  readonly answer: Words;
  /** Where it is from and where there is more: author, year, title. */
  readonly reading: readonly string[];
  readonly claims: readonly Claim[];
}

/** A lesson's place in the table of contents: enough for a gallery. */
export interface LessonEntry {
  /** As in links, `lesson=…`: never renamed. */
  readonly id: string;
  readonly chapter: Chapter;
  readonly title: Words;
  /** What it is about, in one sentence. */
  readonly line: Words;
  /** The experiment of its picture, and with which it opens. */
  readonly query: string;
}

export interface Lesson extends LessonEntry, LessonContent {}
