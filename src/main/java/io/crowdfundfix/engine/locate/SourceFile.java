package io.crowdfundfix.engine.locate;

/**
 * A file of a repository.
 *
 * @param path from the repository's root, parted by slashes
 */
public record SourceFile(String path, String text) {}
