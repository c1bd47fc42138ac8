/**
 * The starter in an application with JPA, Spring Data repositories and open-in-view.
 */
package dev.cachepatterns.integration.jpa;
