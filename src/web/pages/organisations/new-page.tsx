import './organisations.css'
import { createOrganisation, myOrganisations } from '../../../domains/organisations/contract.ts'
import { viewOf } from '../../page.ts'
import { useCommand } from '../../queries.ts'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { BilingualField, Form, useForm } from '../../ui/form.tsx'
import { PageHead, Row, Wrap } from '../../ui/layout.tsx'
import { useGo } from '../../ui/link.tsx'
import { countryOptions, zoneOptions } from './countries.ts'
import { useText } from './text.ts'

const NewOrganisation = () => {
  const t = useText()
  const go = useGo()
  const { locale, zone } = useSite()
  const form = useForm({
    initial: { name: { 'zh-CN': '', en: '' }, slug: '', zone, country: locale === 'en' ? '' : 'CN' },
    draftKey: 'organisation',
    check: values => ({
      ...(values.name.en.trim() || values.name['zh-CN'].trim() ? {} : { name: t('mistake.name') }),
      ...(values.slug === '' || /^[a-z0-9][a-z0-9-]{0,58}[a-z0-9]$/.test(values.slug)
        ? {}
        : { slug: t('mistake.slug') }),
      ...(values.country ? {} : { country: t('mistake.country') }),
    }),
  })
  const create = useCommand(createOrganisation, {
    invalidates: [myOrganisations],
    onSuccess: ({ slug }) => {
      form.clearDraft()
      go(`/organisations/${slug}/brand`)
    },
  })
  const { slug, ...values } = form.values
  return (
    <Form
      error={create.error}
      onSubmit={() => {
        if (form.valid() && !create.isPending)
          create.mutate({ body: { ...values, ...(slug ? { slug } : {}) } }, { onError: form.setRefused })
      }}
    >
      <BilingualField
        label={t('profile.name')}
        name="name"
        value={form.values.name}
        onChange={name => form.set('name', name)}
        maxLength={120}
        error={form.errorOf('name')}
      />
      <div className="organisations-narrow">
        <TextField label={t('profile.slug')} help={t('profile.slugHelp')} optional {...form.field('slug')} />
        <Select
          label={t('profile.country')}
          placeholder={t('profile.chooseCountry')}
          options={countryOptions(locale)}
          {...form.field('country')}
        />
        <Select
          label={t('profile.zone')}
          help={t('profile.zoneHelp')}
          options={zoneOptions(zone)}
          {...form.field('zone')}
        />
        <Row gap={12}>
          <Button variant="ink" type="submit" busy={create.isPending}>
            {t('new.act')}
          </Button>
          <Button variant="quiet" to="/organisations">
            {t('new.cancel')}
          </Button>
        </Row>
      </div>
    </Form>
  )
}

export const view = viewOf('/organisations/new', {
  head: ({ locale }) => ({ title: useText.in(locale)('new.title'), noIndex: true }),
  Page: () => {
    const t = useText()
    return (
      <Wrap>
        <PageHead title={t('new.title')} note={t('new.note')} />
        <NewOrganisation />
      </Wrap>
    )
  },
})
