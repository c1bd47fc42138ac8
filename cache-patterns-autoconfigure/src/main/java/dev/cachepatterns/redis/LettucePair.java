package dev.cachepatterns.redis;

import java.nio.ByteBuffer;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import org.jspecify.annotations.Nullable;

/**
 * The answer of Redis to an {@code MGET} of two keys. Lettuce's own names the key of each
 * value, in lists, which would be a tenth of what a hit allocates.
 */
final class LettucePair extends CommandOutput<byte[], byte[], byte[] @Nullable []> {

	private int received;

	private LettucePair() {
		super(ByteArrayCodec.INSTANCE, new byte[2][]);
	}

	/**
	 * Reads two keys of one hash slot.
	 */
	static RedisFuture<byte[] @Nullable []> get(StatefulConnection<byte[], byte[]> connection, byte[] first,
			byte[] second) {
		CommandArgs<byte[], byte[]> keys = new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey(first).addKey(second);
		AsyncCommand<byte[], byte[], byte[] @Nullable []> command = new AsyncCommand<>(
				new Command<>(CommandType.MGET, new LettucePair(), keys));
		connection.dispatch(command);
		return command;
	}

	@Override
	public void set(@Nullable ByteBuffer bytes) {
		this.output[this.received++] = (bytes != null) ? this.codec.decodeValue(bytes) : null;
	}

}
