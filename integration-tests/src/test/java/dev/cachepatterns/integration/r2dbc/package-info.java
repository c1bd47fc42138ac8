/**
 * The starter in an application with reactive transactions.
 */
package dev.cachepatterns.integration.r2dbc;
