/** Milliseconds that the gateways of one wave have to serve a revision, when nobody says otherwise. */
export const defaultTimeout = 60_000;
