/** Runs many Python programs in one process, so that a library is imported once. */
import { spawnSync } from 'node:child_process';

/** Debian's Python, or the one that is named. */
export const PYTHON = process.env.PYTHON ?? '/usr/bin/python3';

/** Whether Python is there and can import a module. */
export function hasModule(name: string): boolean {
  return spawnSync(PYTHON, ['-c', `import ${name}`]).status === 0;
}

const RUNNER = `
import contextlib, io, json, sys, traceback, warnings
warnings.simplefilter("ignore")
results = []
for program in json.load(sys.stdin):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(program, "program", "exec"), {"__name__": "__main__"})
        except Exception:
            out.write("\\n" + traceback.format_exc())
    results.append(out.getvalue())
json.dump(results, sys.stdout)
`;

/** What each program prints; a traceback where it fails. */
export function runPrograms(programs: readonly string[]): readonly string[] {
  const input = JSON.stringify(programs);
  const { stdout, stderr, status } = spawnSync(PYTHON, ['-c', RUNNER], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as readonly string[];
}

const CHECKER = `
import builtins, dis, json, sys

def codes(code):
    yield code
    for one in code.co_consts:
        if hasattr(one, "co_code"):
            yield from codes(one)

def check(program):
    try:
        code = compile(program, "program", "exec")
    except SyntaxError as error:
        return f"{error}: {error.text}"
    steps = [step for one in codes(code) for step in dis.get_instructions(one)]
    known = {s.argval for s in steps if s.opname in ("STORE_NAME", "STORE_GLOBAL", "IMPORT_NAME")} | set(dir(builtins))
    read = {s.argval for s in steps if s.opname in ("LOAD_NAME", "LOAD_GLOBAL")}
    return "".join(f"{name} is not defined " for name in sorted(read - known - {"__file__"}))

json.dump([check(program) for program in json.load(sys.stdin)], sys.stdout)
`;

/** What Python finds wrong with each program without running it: its syntax, and names that nothing defines. */
export function mistakesIn(programs: readonly string[]): readonly string[] {
  const input = JSON.stringify(programs);
  const { stdout, stderr, status } = spawnSync(PYTHON, ['-c', CHECKER], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as readonly string[];
}
