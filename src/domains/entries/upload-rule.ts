import { refuse } from '../../kernel/errors.ts'
import { competitionById, entryFormOf, isPublic } from '../competitions/index.ts'
import { mediaTypesOf } from '../competitions/form-fields.ts'
import { type FileGuard, typesOfMedia, type UploadRule } from '../media/index.ts'
import { staffCan } from '../organisations/index.ts'

/** Purpose `entry`: anybody who fills in the form of a public competition, for one of its file fields. */
export const entryUploadRule: UploadRule = async (_person, metadata, app) => {
  const { competitionId = '', field: key = '' } = metadata
  if (!/^[0-9a-f-]{36}$/.test(competitionId)) throw refuse('kernel.not-found')
  const competition = await competitionById(app.db.kysely, competitionId)
  if (!competition || !isPublic(competition)) throw refuse('kernel.not-found')
  const form = await entryFormOf(app.db.kysely, competitionId)
  const field = form?.fields.find(one => one.key === key)
  if (field?.kind !== 'file') throw refuse('kernel.not-found')
  return {
    maxBytes: field.maxBytes,
    types: typesOfMedia(mediaTypesOf(field.types)),
    personal: true,
    public: false,
    organisationId: competition.organisationId,
  }
}

/** Staff who may see personal answers may see the files among them, once they belong to an entry. */
export const entryFileGuard: FileGuard = async (actor, file) =>
  file.organisationId !== null &&
  file.subjectId !== null &&
  staffCan(actor, file.organisationId, 'entries.personal-data')
