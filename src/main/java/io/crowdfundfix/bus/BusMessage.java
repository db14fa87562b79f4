package io.crowdfundfix.bus;

/** Marks the records that may travel over the bus. They are deeply immutable: within a node the same instance is handed over. */
public interface BusMessage {}
