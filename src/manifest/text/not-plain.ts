/** What a document is for which the plain way does not do. */
export const notPlain = Symbol('not plain');
