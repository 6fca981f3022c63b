/** Browser-safe face of entry forms: other domains and the pages import the definition and the check from here. */
export {
  type FieldKind,
  type FileKind,
  type FormField,
  type FormFields,
  type FormFieldsInput,
  fieldKey,
  fileKinds,
  fileTypes,
  formField,
  formFields,
  type IdDocumentType,
  isPersonal,
  mediaTypesOf,
  textIn,
} from './form-schema.ts'
export { type AnswerFile, type AnswerValue, type Answers, type Checked, checkAnswers } from './check-answers.ts'
export { isResidentId, maskedNumber, residentIdCheck } from './id-document.ts'
