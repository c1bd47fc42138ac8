package dev.cachepatterns.checker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.VarHandle;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.cachepatterns.checker.Event.Kind;

/**
 * What a worker has seen, in a file mapped to memory: a process that dies leaves all that
 * it has written.
 */
final class EventLog {

	private static final int SIZE = 3 * Long.BYTES + 2 * Integer.BYTES;

	private static final int CAPACITY = 1 << 21;

	private final MappedByteBuffer file;

	private final AtomicInteger count = new AtomicInteger();

	EventLog(Path path) {
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE)) {
			this.file = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) CAPACITY * SIZE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void add(Event event) {
		int number = this.count.getAndIncrement();
		if (number >= CAPACITY) {
			throw new IllegalStateException("The log is full");
		}
		int at = number * SIZE;
		this.file.putLong(at, event.begin());
		this.file.putLong(at + 8, event.end());
		this.file.putLong(at + 16, event.version());
		this.file.putInt(at + 24, event.key());
		// Last, as it says that the record is whole, wherever the process dies
		VarHandle.releaseFence();
		this.file.putInt(at + 28, (event.way().ordinal() << 8) + event.kind().ordinal() + 1);
	}

	/**
	 * How many were added.
	 */
	int count() {
		return this.count.get();
	}

	/**
	 * The whole records of a file.
	 */
	static List<Event> read(Path path) {
		List<Event> events = new ArrayList<>();
		try (FileChannel channel = FileChannel.open(path)) {
			MappedByteBuffer file = channel.map(FileChannel.MapMode.READ_ONLY, 0, Files.size(path));
			int gap = 0;
			// A thread that died may have left a gap
			for (int at = 0; at + SIZE <= file.capacity() && gap < 1000; at += SIZE) {
				int kind = file.getInt(at + 28);
				gap = (kind == 0) ? gap + 1 : 0;
				if (kind != 0) {
					events.add(new Event(Kind.values()[(kind & 0xff) - 1], Way.values()[kind >> 8],
							file.getInt(at + 24), file.getLong(at + 16), file.getLong(at), file.getLong(at + 8)));
				}
			}
			return events;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
