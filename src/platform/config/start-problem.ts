/** A reason why the program cannot start, told in one sentence to the person who started it. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}
