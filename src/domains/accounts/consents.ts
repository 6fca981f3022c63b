import type { Reader, Tx } from '../../kernel/db.ts'
import { newId } from '../../kernel/ids.ts'
import { type ConsentPurpose, consentPurposes, consentVersions, neededConsents } from './consent-purposes.ts'
import type { ConsentView } from './contract.ts'

/** A consent in force stays one row: giving it again changes nothing. */
export async function giveConsent(
  tx: Tx,
  consent: { personId: string; purpose: ConsentPurpose; version: number; at: Date },
): Promise<void> {
  await tx
    .insertInto('consent')
    .values({
      id: newId(),
      person_id: consent.personId,
      purpose: consent.purpose,
      version: consent.version,
      given_at: consent.at,
    })
    .onConflict(conflict =>
      conflict.columns(['person_id', 'purpose', 'version']).where('withdrawn_at', 'is', null).doNothing(),
    )
    .execute()
}

export async function withdrawConsent(
  tx: Tx,
  consent: { personId: string; purpose: ConsentPurpose; at: Date },
): Promise<void> {
  await tx
    .updateTable('consent')
    .set({ withdrawn_at: consent.at })
    .where('person_id', '=', consent.personId)
    .where('purpose', '=', consent.purpose)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** The latest word on each purpose. */
export async function consentsOf(reader: Reader, personId: string): Promise<ConsentView[]> {
  const rows = await reader
    .selectFrom('consent')
    .select(['purpose', 'version', 'given_at', 'withdrawn_at'])
    .where('person_id', '=', personId)
    .orderBy('given_at', 'desc')
    .execute()
  return consentPurposes.map(purpose => {
    const latest = rows.find(row => row.purpose === purpose)
    return {
      purpose,
      version: latest?.version ?? consentVersions[purpose],
      optional: !neededConsents.includes(purpose),
      givenAt: latest?.given_at.toISOString() ?? null,
      withdrawnAt: latest?.withdrawn_at?.toISOString() ?? null,
    }
  })
}
