/** Rounds of review that a task may lose before a person has to look. */
export const maxRounds = 3;
