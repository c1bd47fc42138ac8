/**
 * The starter in an application with JTA.
 */
package dev.cachepatterns.integration.jta;
