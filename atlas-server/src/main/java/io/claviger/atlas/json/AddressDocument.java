package io.claviger.atlas.json;

/** The address of the sender, as the server sees it. */
public record AddressDocument(String address) {}
