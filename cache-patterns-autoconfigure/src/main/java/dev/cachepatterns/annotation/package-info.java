/**
 * Annotations that an application puts on its methods.
 */
@NullMarked
package dev.cachepatterns.annotation;

import org.jspecify.annotations.NullMarked;
