package dev.cachepatterns.lifetime;

import org.jspecify.annotations.Nullable;

/**
 * A kind of method that reads a price.
 */
enum Way {

	PLAIN {
		@Override
		@Nullable String read(Prices prices, String item) {
			return prices.plain(item);
		}
	},

	SYNC {
		@Override
		@Nullable String read(Prices prices, String item) {
			return prices.sync(item);
		}
	},

	OPTIONAL {
		@Override
		@Nullable String read(Prices prices, String item) {
			return prices.optional(item).orElse(null);
		}
	},

	LATER {
		@Override
		@Nullable String read(Prices prices, String item) {
			return prices.later(item).join();
		}
	},

	LATER_SYNC {
		@Override
		@Nullable String read(Prices prices, String item) {
			return prices.laterSync(item).join();
		}
	},

	MONO {
		@Override
		@Nullable String read(Prices prices, String item) {
			return prices.mono(item).block();
		}
	},

	FLUX {
		@Override
		@Nullable String read(Prices prices, String item) {
			return prices.flux(item).blockLast();
		}
	};

	abstract @Nullable String read(Prices prices, String item);

}
