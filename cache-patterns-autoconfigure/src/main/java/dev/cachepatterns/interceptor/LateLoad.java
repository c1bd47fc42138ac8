package dev.cachepatterns.interceptor;

import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.pattern.TimedLoads.Late;
import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;

/**
 * A method that runs on when its caller waits no longer: its result is stored all the
 * same, as Spring would.
 *
 * @param reads what its reads hold
 * @param back gives that back to the call
 * @param finish makes the call once more with a result that is known
 */
record LateLoad(List<Rerun> reads, Runnable back,
		BiConsumer<Rerun, @Nullable Object> finish) implements Late<@Nullable Object> {

	@Override
	public void loaded(@Nullable Object result) {
		this.reads.forEach((read) -> this.finish.accept(read, result));
	}

	@Override
	public void failed(Throwable failure) {
		Throwable cause = (failure instanceof ThrowableWrapper wrapper) ? wrapper.getOriginal() : failure;
		this.reads.forEach((read) -> {
			read.cache().release(read.read(), true, cause);
			read.report(cause);
		});
	}

	@Override
	public void cancel() {
		this.back.run();
	}

}
