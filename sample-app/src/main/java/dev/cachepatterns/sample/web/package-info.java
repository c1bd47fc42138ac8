/**
 * What all endpoints share: the index and the answers to mistakes.
 */
@NullMarked
package dev.cachepatterns.sample.web;

import org.jspecify.annotations.NullMarked;
