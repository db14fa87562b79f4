/**
 * The commands {@code train} and {@code evaluate}: an operator teaches the engine on his own rows and measures it on others.
 * Owns the list of tasks, the model files and what is printed. Needs no server and no database.
 */
@NullMarked
package io.crowdfundfix.training;

import org.jspecify.annotations.NullMarked;
