/**
 * Where to go after signing in: the wish in the address if it is a path on this site, else `/me`. Anything a browser
 * could read as another site (`//x`, `/\x`, a scheme) is refused.
 */
export const safeNext = (wish: string | undefined): string => {
  if (!wish?.startsWith('/') || /[\\\p{Cc}]/u.test(wish)) return '/me'
  try {
    const base = 'http://site.invalid'
    const address = new URL(wish, base)
    if (address.origin !== base || address.pathname.startsWith('//')) return '/me'
    if (/^\/(sign-in|sign-up|forgot|reset)(\/|$)/.test(address.pathname)) return '/me'
    return `${address.pathname}${address.search}${address.hash}`
  } catch {
    return '/me'
  }
}

/** `?next=…` for links between the account pages, or nothing. */
export const nextQuery = (wish: string | undefined): string => {
  const next = safeNext(wish)
  return next === '/me' ? '' : `?next=${encodeURIComponent(next)}`
}
