package io.claviger.atlas.json;

/** From where a request came, as the server sees it. */
public record AddressDocument(String address) {}
