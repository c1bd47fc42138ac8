package com.example.shop;

/**
 * A class that the README names.
 *
 * @param amount what it is worth
 */
public record GiftCard(long amount) {
}
