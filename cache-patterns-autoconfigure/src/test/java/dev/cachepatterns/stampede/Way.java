package dev.cachepatterns.stampede;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A kind of method that loads a value.
 */
enum Way {

	PLAIN {
		@Override
		String read(Source source, String key) throws Throwable {
			return source.plain(key);
		}
	},

	SYNC {
		@Override
		String read(Source source, String key) throws Throwable {
			return source.sync(key);
		}
	},

	LATER {
		@Override
		String read(Source source, String key) throws Throwable {
			return joined(source.later(key));
		}
	},

	LATER_SYNC {
		@Override
		String read(Source source, String key) throws Throwable {
			return joined(source.laterSync(key));
		}
	},

	MONO {
		@Override
		String read(Source source, String key) throws Throwable {
			return joined(source.mono(key).toFuture());
		}
	},

	FLUX {
		@Override
		String read(Source source, String key) throws Throwable {
			return joined(source.flux(key).single().toFuture());
		}
	};

	abstract String read(Source source, String key) throws Throwable;

	private static String joined(CompletableFuture<String> result) throws Throwable {
		try {
			return result.get();
		}
		catch (ExecutionException ex) {
			throw ex.getCause();
		}
	}

}
