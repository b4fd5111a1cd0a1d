/**
 * One step of a run as a graph: gradient → clipping → rule → new point → its loss and gradient, from the texts of the rows.
 *
 * What the code of the rows computes with ifs over settings is decided here where a setting is a flag, or 0, or 1; all other
 * settings are inputs, so that runs which differ in them share a graph.
 */
import { isFormulaError } from '../formula/error.ts';
import { createGraph, type Graph, type Node } from '../formula/graph.ts';
import { buildRule, parseRule } from '../formula/rule.ts';
import { buildSurface, buildTyped, type SurfaceNodes } from '../formula/surface-text.ts';
import { createOptimizer } from '../optimizer.ts';
import { surfaceFormulas } from '../surfaces/formulas.ts';
import { scheduleTable, stageTable, surfaceTable } from '../tables.ts';
import type { Argument, Optimizer, Parameter, RunSpec, StageSpec } from '../types.ts';

/** A run on a surface that is to be compiled. */
export interface KernelSpec {
  readonly surface: StageSpec;
  /** The formula of `surface=custom`. */
  readonly formula: string | null;
  readonly rules: readonly string[];
  readonly run: RunSpec;
}

/** What a rule remembers of one coordinate, before and after a step. */
export interface Remembered {
  readonly name: string;
  readonly before: readonly [Node, Node];
  readonly after: readonly [Node, Node];
}

export interface StepGraph {
  readonly graph: Graph;
  /** The optimizer, with the memory and scalars of its text. */
  readonly optimizer: Optimizer;
  /** Read by `surface` and `rule`: the point. */
  readonly x: Node;
  readonly y: Node;
  /** At the point. */
  readonly surface: SurfaceNodes;
  /** Read by the rule: what `surface` gave. */
  readonly given: readonly [Node, Node];
  /** The gradient after the stages, the new point, rate and direction. */
  readonly gradient: readonly [Node, Node];
  readonly next: readonly [Node, Node];
  readonly rate: readonly [Node, Node];
  readonly direction: readonly [Node, Node];
  readonly memory: readonly Remembered[];
  /** Scalars of the rule after a step, by name. */
  readonly scalars: ReadonlyMap<string, Node>;
  /** Inputs that are settings, the same at all steps, with the place of their value. */
  readonly settings: readonly { readonly name: string; readonly of: Source; readonly key: string }[];
}

type Source = 'rule' | 'surface' | 'clip';

/** Whether a setting is part of the graph: what decides between two texts, and what arithmetic is left out for. */
const decides = ({ kind, key }: Parameter, value: number): boolean =>
  kind === 'flag' || (key !== 'lr' && (value === 0 || value === 1));

/** The arguments of a part of the spec. */
export function argumentsOf(spec: KernelSpec, of: Source): Readonly<Record<string, Argument>> {
  if (of === 'surface') return spec.surface.args;
  if (of === 'rule') return spec.run.optimizer.args;
  return spec.run.stages.find(({ id }) => id === 'clip')?.args ?? {};
}

const formulaOf = (id: string): string | undefined => surfaceFormulas[id as keyof typeof surfaceFormulas];

/** Whether compiled code can make a run: what depends on one coordinate at a time, and on nothing that is drawn. */
export function isCompilable({ surface, rules, run }: KernelSpec): boolean {
  if (surface.id !== 'custom' && formulaOf(surface.id) === undefined) return false;
  if (run.stages.some(({ id }) => id !== 'clip')) return false;
  if (run.schedules.some(({ id }) => scheduleTable.get(id).driven)) return false;
  const optimizer = createOptimizer(run.optimizer, rules);
  return optimizer.coordinatewise !== false && !optimizer.extra && optimizer.needs === undefined;
}

/**
 * What two specs must share to be made by the same code, as text. Settings that are inputs are no part of it.
 */
export function keyOf(spec: KernelSpec): string {
  const { surface, formula, rules, run } = spec;
  const shape = (parameters: readonly Parameter[], args: Readonly<Record<string, Argument>>): string =>
    parameters
      .map((parameter) => {
        const value = args[parameter.key];
        return typeof value === 'number' && !decides(parameter, value) ? '#' : String(value);
      })
      .join(',');
  const optimizer = createOptimizer(run.optimizer, rules);
  const clip = run.stages.find(({ id }) => id === 'clip');
  return [
    surface.id,
    surface.id === 'custom' ? formula : shape(surfaceTable.get(surface.id).parameters, surface.args),
    optimizer.id === 'custom' ? optimizer.formula : optimizer.id,
    shape(optimizer.parameters, run.optimizer.args),
    clip ? shape(stageTable.get('clip').parameters, clip.args) : '',
    run.schedules.length > 0 ? 'scheduled' : '',
  ].join('|');
}

/** Coordinates above LARGE are divided by SCALE before they are squared: see core/gradient/clip.ts. */
const LARGE = 2 ** 500;
const SCALE = 2 ** 600;

/** The gradient after clipping, as `core/gradient/clip.ts` computes it. */
function clipped(
  graph: Graph,
  gradient: readonly [Node, Node],
  norm: Node | null,
  value: Node | null,
): [Node, Node] {
  const { make, constant } = graph;
  let [gx, gy] = gradient;
  if (norm !== null) {
    const largest = make('maximum', make('maximum', constant(0), make('absolute', gx)), make('absolute', gy));
    const finite = make('less', largest, constant(Number.POSITIVE_INFINITY));
    const small = make('select', finite, constant(SCALE), constant(1));
    const scale = make('select', make('less', constant(LARGE), largest), small, constant(1));
    const [a, b] = [gx, gy].map((g) => make('divide', g, scale));
    const squares = make('add', make('multiply', a, a), make('multiply', b, b));
    const length = make('add', make('squareRoot', squares), make('divide', constant(1e-6), scale));
    const factor = make('minimum', scale, make('divide', norm, length));
    [gx, gy] = [a, b].map((g) => make('multiply', g, factor));
  }
  if (value !== null) {
    const least = make('negate', value);
    [gx, gy] = [gx, gy].map((g) => make('minimum', make('maximum', g, least), value));
  }
  return [gx, gy];
}

/** The graph of one step. @throws Error for a spec that is not compilable. */
export function buildStep(spec: KernelSpec): StepGraph {
  const { surface, formula, rules, run } = spec;
  const optimizer = createOptimizer(run.optimizer, rules);
  const graph = createGraph();
  const settings = new Map<string, { name: string; of: Source; key: string }>();

  /** A setting: a number of the graph where it decides something, an input otherwise; undefined where there is none. */
  const setting = (of: Source, parameters: readonly Parameter[], key: string): Node | undefined => {
    const parameter = parameters.find((one) => one.key === key);
    const value = argumentsOf(spec, of)[key];
    if (!parameter || typeof value !== 'number') return undefined;
    if (decides(parameter, value)) return graph.constant(value);
    const name = `${of}.${key}`;
    settings.set(name, { name, of, key });
    return graph.input(name, true);
  };

  const x = graph.input('x', false);
  const y = graph.input('y', false);
  const row = surfaceTable.get(surface.id);
  const nodes =
    surface.id === 'custom'
      ? buildTyped(graph, formula, { x, y })
      : buildSurface(graph, formulaOf(surface.id) as string, { x, y }, (key) =>
          setting('surface', row.parameters, key),
        );

  const given = [graph.input('gx', false), graph.input('gy', false)] as const;
  const clipRow = stageTable.get('clip').parameters;
  const [norm, value] = ['norm', 'value'].map((key) => setting('clip', clipRow, key) ?? null);
  const gradient = clipped(graph, given, norm, value);

  const text = optimizer.formulas?.[String(run.optimizer.args.as ?? 'pytorch')] ?? optimizer.formula;
  const statements = parseRule(text);
  if (isFormulaError(statements)) throw statements;
  const scalarNames = Object.keys(optimizer.scalars ?? {});
  // A typed rule knows of its settings only the rate.
  const known = optimizer.id === 'custom' ? [] : optimizer.parameters;
  const scheduled = run.schedules.length > 0;
  const from = (name: string): Node | undefined => {
    if (name === 't' || scalarNames.includes(name)) return graph.input(name, true);
    if (name !== 'lr') return setting('rule', known, name);
    return scheduled ? graph.input('lr', true) : setting('rule', optimizer.parameters, 'lr');
  };
  /** What is read before it is assigned: other names are only shorthands within a step. */
  const read = new Set<string>();
  const constants = [...known.map(({ key }) => key), ...scalarNames];
  const [first, second] = [x, y].map((coordinate, i) =>
    buildRule(
      graph,
      statements,
      {
        x: coordinate,
        g: gradient[i],
        given: from,
        remembered(name) {
          read.add(name);
          return graph.input(`${name}.${i}`, false);
        },
      },
      constants,
    ),
  );
  const both = (name: string): [Node, Node] => [
    first.outputs.get(name) as Node,
    second.outputs.get(name) as Node,
  ];
  return {
    graph,
    optimizer,
    x,
    y,
    surface: nodes,
    given,
    gradient,
    next: both('x'),
    rate: both('rate'),
    direction: both('direction'),
    memory: [...read].map((name) => ({
      name,
      before: [graph.input(`${name}.0`, false), graph.input(`${name}.1`, false)],
      after: both(name),
    })),
    scalars: new Map(scalarNames.map((name) => [name, first.outputs.get(name) ?? graph.input(name, true)])),
    settings: [...settings.values()],
  };
}
