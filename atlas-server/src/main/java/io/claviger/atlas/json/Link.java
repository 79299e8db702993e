package io.claviger.atlas.json;

/** Where to go on. */
public record Link(String href, String rel) {}
