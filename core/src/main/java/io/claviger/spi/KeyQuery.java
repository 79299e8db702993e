package io.claviger.spi;

import io.claviger.OrganizationId;
import io.claviger.PageRequest;

/** Which keys to list. */
public record KeyQuery(OrganizationId organization, PageRequest page) {}
