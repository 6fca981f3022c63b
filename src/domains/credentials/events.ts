/** Payload: `{ number, kind, personId, source }`. */
export const credentialIssued = 'credentials.credential-issued'
/** Payload: `{ number, reason, personId }`. */
export const credentialRevoked = 'credentials.credential-revoked'
