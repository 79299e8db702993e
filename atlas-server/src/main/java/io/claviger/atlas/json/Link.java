package io.claviger.atlas.json;

/** A link to another document. */
public record Link(String href, String rel) {}
