package io.claviger.atlas.conformance;

import java.util.List;

/** All tables, by page. */
final class Tables {
  private Tables() {}

  static List<Table> all() {
    return pages().stream().flatMap(page -> page.tables().stream()).toList();
  }

  static List<Page> pages() {
    return List.of(
        Page.of(
            "authentication.md",
            "Authentication",
            AuthenticationRows.table(),
            DigestRows.table(),
            NonceRows.table()),
        Page.of(
            "keys.md",
            "Keys of the organization",
            ListingRows.table(),
            KeyRows.table(),
            CreateRows.table(),
            UpdateRows.table(),
            DeleteRows.table()),
        Page.of(
            "whitelists.md",
            "Whitelists",
            EntryReadingRows.table(),
            UseRows.table(),
            EntryAddingRows.table(),
            AddressRows.table(),
            EntryRemovingRows.table(),
            AdmissionRows.table()),
        Page.of(
            "service-accounts.md",
            "Service accounts",
            AccountRows.reading(),
            AccountRows.changing(),
            AccountPartRows.secrets(),
            AccountPartRows.lists(),
            ProjectAccountRows.table(),
            AccountTokenRows.endpoints(),
            AccountTokenRows.using()),
        Page.of(
            "roles-and-projects.md",
            "Roles and projects",
            RoleRows.table(),
            ProjectReadingRows.table(),
            ProjectRows.table(),
            ProjectRoleRows.table()),
        Page.of(
            "organizations.md",
            "The root and organizations",
            RootRows.table(),
            OrganizationRows.table(),
            SettingsRows.table()),
        Page.of(
            "protocol.md",
            "Errors, names, JSON and paths",
            EnvelopeRows.table(),
            NameRows.table(),
            OrderRows.table(),
            JsonRows.table(),
            PathRows.table()));
  }
}
