const authority = /^([a-z][a-z0-9+.-]*:\/\/)([^/]*)@/i;
/** An unescaped `/` in a password ends the authority too early, at something that is no port. */
const brokenAuthority = /^([a-z][a-z0-9+.-]*:\/\/)([^/@:]+:(?!\d+\/|\/)[^/@]*\/.*)@/i;

/** A name of a repository without what could log in to it, for messages and for names of files. */
export function withoutCredentials(repository: string): string {
  const pattern = hasBrokenPort(repository) ? brokenAuthority : authority;
  return repository.replace(pattern, (_whole, scheme: string, user: string) =>
    // over ssh the user is part of the address, over http a token is often written as user
    /^ssh:/i.test(scheme) ? `${scheme}${user.split(':')[0]}@` : scheme,
  );
}

/** Whether what stands for the port is none, as when a password holds an unescaped `/`. */
export function hasBrokenPort(repository: string): boolean {
  return brokenAuthority.test(repository);
}

/** Takes the credentials of an address out of a text, and those of any other URL in it. */
export function redactor(repository: string): (text: string) => string {
  const user = authority.exec(repository)?.[2] ?? '';
  const secrets = (/^ssh:/i.test(repository) ? user.split(':').slice(1) : [user, ...user.split(':')])
    .flatMap((secret) => [secret, decoded(secret)])
    .filter((secret) => secret.length > 3)
    .sort((a, b) => b.length - a.length);
  return (text) =>
    secrets
      .reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
      .replace(/([a-z][a-z0-9+.-]{0,20}:\/\/)[^/\s'"]*@/gi, '$1');
}

/** Whether an address names a repository elsewhere, or by URL, and not a path of this machine. */
export function isRemote(repository: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(repository) || /^[\w.-]+@(\[[^\]]+\]|[\w.-]+):/.test(repository);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
