package io.claviger.atlas.conformance;

import java.util.List;

/** All of them. */
final class Tables {
  private Tables() {}

  static List<Table> all() {
    return List.of(
        AuthenticationRows.table(),
        DigestRows.table(),
        NonceRows.table(),
        ListingRows.table(),
        KeyRows.table(),
        CreateRows.table(),
        UpdateRows.table(),
        DeleteRows.table(),
        EntryReadingRows.table(),
        UseRows.table(),
        EntryAddingRows.table(),
        AddressRows.table(),
        EntryRemovingRows.table(),
        AdmissionRows.table(),
        RoleRows.table(),
        ProjectRows.table(),
        ProjectRoleRows.table(),
        RootRows.table(),
        OrganizationRows.table(),
        SettingsRows.table(),
        EnvelopeRows.table(),
        NameRows.table(),
        OrderRows.table(),
        JsonRows.table(),
        PathRows.table());
  }
}
