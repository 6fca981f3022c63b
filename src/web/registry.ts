import type { PageSpec } from './page.ts'

/** Collects every page folder's `routes.ts`. The pages themselves stay in chunks of their own. */
const modules = import.meta.glob<{ pages: PageSpec[] }>('./pages/*/routes.ts', { eager: true })

export const allPages: readonly PageSpec[] = Object.values(modules).flatMap(module => module.pages)

/** The pages of this site: those for development only where the site allows them. */
export const pagesFor = (development: boolean): readonly PageSpec[] =>
  allPages.filter(page => development || !page.development)

/** True when somebody has written the page; navigation shows only what exists. */
export const hasPage = (path: string): boolean => allPages.some(page => page.path === path)
