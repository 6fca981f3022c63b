import { Refusal, refuse } from '../../kernel/errors.ts'
import { type BrandFiles, staffCan } from '../organisations/index.ts'
import { claimFiles } from './claim-files.ts'
import type { UploadRule } from './ports.ts'

/** Fills the port of organisations: an uploaded picture becomes part of the brand. */
export const brandFiles: BrandFiles = {
  async claim(tx, { fileId, personId, slot, organisationId }) {
    try {
      const [file] = await claimFiles(tx, {
        fileIds: [fileId],
        ownerId: personId,
        purpose: slot,
        subjectId: organisationId,
      })
      return file?.organisationId === organisationId
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  },
}

const megabyte = 1024 * 1024

function brandRule(maxBytes: number): UploadRule {
  return async (person, metadata) => {
    const organisationId = metadata['organisationId'] ?? ''
    if (!staffCan(person, organisationId, 'organisation.manage')) throw refuse('kernel.not-allowed')
    return { maxBytes, types: ['png', 'jpeg', 'webp'], personal: false, public: true, organisationId }
  }
}

/** Purposes of an organisation's pictures; anyone may see them. */
export const brandUploadRules: Record<string, UploadRule> = {
  'organisation-logo': brandRule(2 * megabyte),
  'organisation-picture': brandRule(6 * megabyte),
  'organisation-seal': brandRule(2 * megabyte),
}
