/**
 * A shop, as the README has it.
 */
package com.example.shop;
