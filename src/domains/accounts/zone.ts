import { refuse } from '../../kernel/errors.ts'

/** Refuses a name that the time zone database does not have. */
export function checkZone(zone: string): void {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    throw refuse('accounts.zone-unknown', { zone }, [{ path: 'zone', code: 'accounts.zone-unknown', params: { zone } }])
  }
}
