export const entriesRefusals = {
  'entries.not-open': 409,
  'entries.full': 409,
  'entries.already-entered': 409,
  'entries.rules-changed': 409,
  'entries.answers-wrong': 422,
  'entries.track-unknown': 422,
  'entries.wrong-state': 409,
  'entries.note-needed': 422,
  'entries.correction-too-late': 409,
  'entries.withdraw-too-late': 409,
} as const
