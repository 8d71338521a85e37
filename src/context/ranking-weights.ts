/**
 * What ranking weighs, all of it that was chosen by measuring; few, since each more is fitted to the projects that it
 * was measured on. `npm run bench -- context --left-out` chooses them on all projects but one, for each.
 */
export type RankingWeights = {
  /** A piece of a file that is ranked as one. */
  readonly chunkLines: number;
  /** A word of the question's first line; one of the rest counts 1. */
  readonly firstLine: number;
  /** Two words side by side that the question has side by side, beside what each of them counts. */
  readonly pair: number;
  /** A word in the head of the class or function around a chunk; in the chunk it counts 1. */
  readonly enclosing: number;
  /** A definition of what the question names, in rare words. */
  readonly definition: number;
  /** Of a score, what is lent: by the best chunk of a file to its others, by neighbours, by files tied by an import. */
  readonly byFile: number;
  readonly byNeighbour: number;
  readonly byImport: number;
  /** What the file that most others import gets, of the best score of all: enough to settle what is nearly equal. */
  readonly central: number;
  /** The power of its length by which a chunk's score is divided: what takes more room must say more. */
  readonly length: number;
};

export const rankingWeights: RankingWeights = {
  chunkLines: 30,
  firstLine: 1.5,
  pair: 0.5,
  enclosing: 0.5,
  definition: 2,
  byFile: 0.3,
  byNeighbour: 0.2,
  byImport: 0.2,
  central: 0.05,
  length: 0.1,
};
