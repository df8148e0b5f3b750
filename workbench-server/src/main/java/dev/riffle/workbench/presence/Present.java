package dev.riffle.workbench.presence;

/** A person with where they are. */
public record Present(Visitor visitor, Whereabouts whereabouts) {}
