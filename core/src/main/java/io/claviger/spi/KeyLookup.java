package io.claviger.spi;

import io.claviger.Organization;

/**
 * A key found by its public half, with its organization; read together, since a decision needs
 * both.
 */
public record KeyLookup(Organization organization, StoredApiKey stored) {}
