/**
 * What becomes of values between applications, tenants and versions, on every backend.
 */
package dev.cachepatterns.values;
