/** The organisation's 6 px band; its colour arrives measured (`--org` slot) from the server, light and dark. */
export const OrgBand = () => <div className="pl-org-band" />
