package dev.cachepatterns.checker;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Frame;
import dev.cachepatterns.store.Slot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OtherVersion}.
 */
class OtherVersionTests {

	private static final long LATER = Duration.ofDays(20_000).toMillis();

	@TempDir
	Path directory;

	@Test
	void neitherVersionReadsTheValuesOfTheOther() throws Exception {
		byte[] value = Frame.encode(new Cell(Slot.Entry.value(1, 2, new byte[] { 3 }), LATER));
		byte[] other = value.clone();
		other[1] = OtherVersion.OTHER_VALUE;
		assertThat(Frame.decode(ByteBuffer.wrap(value)).slot()).isInstanceOf(Slot.Entry.class);
		assertThat(Frame.decode(ByteBuffer.wrap(other)).slot()).isEqualTo(new Slot.Unknown());
		assertThat(decodedByOther(value)).contains("Unknown");
		assertThat(decodedByOther(other)).contains("VALUE");
	}

	@Test
	void bothReadWhatIsFrozen() throws Exception {
		for (Slot slot : List.of(Slot.Entry.lease(1, 2), Slot.Entry.eventual(1, 2, new byte[1]), new Slot.Generation(7),
				new Slot.Intent(true, java.util.Map.of(1L, 2L)))) {
			Cell cell = Frame.decode(ByteBuffer.wrap(Frame.encode(new Cell(slot, LATER))));
			assertThat(decodedByOther(Frame.encode(new Cell(slot, LATER)))).isEqualTo(cell.toString());
		}
	}

	@Test
	void noScriptOfTheOtherKnowsTheLetter() throws Exception {
		Path other = OtherVersion.written(this.directory);
		try (Stream<Path> files = Files.walk(other)) {
			List<Path> scripts = files.filter((file) -> file.toString().endsWith(".lua")).toList();
			assertThat(scripts).isNotEmpty();
			for (Path script : scripts) {
				assertThat(Files.readString(script)).doesNotContain("1V", "'V'");
			}
			assertThat(scripts).anySatisfy((script) -> assertThat(Files.readString(script)).contains("\\1N"));
		}
	}

	private String decodedByOther(byte[] bytes) throws Exception {
		URL[] path = { OtherVersion.written(this.directory).toUri().toURL(), OtherVersion.compiled().toUri().toURL() };
		try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
			Class<?> frame = loader.loadClass(Frame.class.getName());
			return frame.getMethod("decode", ByteBuffer.class).invoke(null, ByteBuffer.wrap(bytes)).toString();
		}
	}

}
