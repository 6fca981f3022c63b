/** What a person may agree to. The texts of each version are in the web catalogue; a new text is a new version. */
export const consentPurposes = ['terms', 'privacy', 'news'] as const
export type ConsentPurpose = (typeof consentPurposes)[number]

export const consentVersions: Record<ConsentPurpose, number> = { terms: 1, privacy: 1, news: 1 }

/** Without these there is no account. */
export const neededConsents: readonly ConsentPurpose[] = ['terms', 'privacy']
