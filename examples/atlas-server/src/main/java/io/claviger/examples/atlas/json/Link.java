package io.claviger.examples.atlas.json;

/** Where to go on. */
public record Link(String href, String rel) {}
