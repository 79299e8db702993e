package io.claviger;

/** A new organization and its first owner key, with the clear secret. */
public record CreatedOrganization(Organization organization, IssuedApiKey firstKey) {}
