package dev.riffle.samples;

/**
 * A sample notebook.
 *
 * @param name in addresses
 * @param markdown the notebook in its file format
 */
public record Sample(String name, String title, String description, String markdown) {}
