package io.crowdfundfix.engine.locate;

/** A method that a report points at; lines count from 1. */
public record SuspectMethod(String name, int firstLine, int lastLine) {}
