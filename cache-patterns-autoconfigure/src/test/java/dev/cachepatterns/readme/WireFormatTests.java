package dev.cachepatterns.readme;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.codec.Attributes;
import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.codec.Freshness;
import dev.cachepatterns.codec.Freshness.Work;
import dev.cachepatterns.codec.JsonCodec;
import dev.cachepatterns.codec.Tag;
import dev.cachepatterns.codec.TypeRegistry;
import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Frame;
import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.Slot.Entry;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.testing.Version;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The vectors of {@code docs/wire-format.md}, written and read by the library.
 */
class WireFormatTests {

	private static final long STAMP = 0x0102030405060708L;

	private static final long GENERATION = 0x1112131415161718L;

	private static final long END = Instant.parse("2030-01-01T00:00:00Z").toEpochMilli();

	private static final Map<String, String> VECTORS = vectors();

	private final TypeRegistry types = new TypeRegistry(List.of());

	private final EntryCodec codec = new EntryCodec(new JsonCodec(this.types), this.types);

	@Test
	void keys() {
		StoreKey key = StoreKey.of(Region.of("shop", "places"), "42");
		byte[] generation = KeyLayout.generation(key);
		assertThat(new String(generation, StandardCharsets.UTF_8)).isEqualTo(VECTORS.get("generation-key"));
		assertThat(new String(KeyLayout.entry(key, generation), StandardCharsets.UTF_8))
			.isEqualTo(VECTORS.get("entry-key"));
		assertThat(VECTORS.get("entry-key")).contains(":%02x}".formatted(crc("42") & 0xff));
	}

	@Test
	void typesAndSchemas() throws Exception {
		assertThat(VECTORS.get("string-type")).isEqualTo("%08x".formatted(crc("java.lang.String")));
		assertThat(VECTORS.get("string-schema")).isEqualTo(sha256(""));
		assertThat(VECTORS.get("place-type")).isEqualTo("%08x".formatted(crc("shop.Place")));
		assertThat(VECTORS.get("place-schema")).isEqualTo(sha256(VECTORS.get("place-schema-text")));
		Object place = Version.of("public record Place(long id, String name) { }")
			.type("Place")
			.getDeclaredConstructor(long.class, String.class)
			.newInstance(1L, "Lima");
		assertThat(numbers(place)).isEqualTo(VECTORS.get("place-type") + VECTORS.get("place-schema"));
		assertThat(numbers("Lima")).isEqualTo(VECTORS.get("string-type") + VECTORS.get("string-schema"));
	}

	@Test
	void values() {
		byte[] lima = payload("Lima", 0, 12_345_678);
		assertVector("value-lima", value(lima));
		assertThat(decode("value-lima", 0)).isEqualTo(new Decoded("Lima"));
		assertVector("value-null-of-origin-7", value(payload(null, 7, 0)));
		assertThat(decode("value-null-of-origin-7", 7)).isEqualTo(new Decoded(null));
		assertThat(decode("value-null-of-origin-7", 8)).isNull();
		byte[] both = this.codec.add(payload("Lima", 1, 0), ByteBuffer.wrap(payload("LIM", 2, 0)));
		assertVector("value-two-variants", value(both));
		assertThat(decode("value-two-variants", 1)).isEqualTo(new Decoded("Lima"));
		assertThat(decode("value-two-variants", 2)).isEqualTo(new Decoded("LIM"));
	}

	@Test
	void valueThatIsServedWhenItIsNoLongerFresh() {
		long hour = 3_600_000;
		Freshness freshness = new Freshness(END - 3 * hour, END - 4 * hour, END - 2 * hour, END - hour, hour / 6,
				END - hour / 12, Work.RUNNING, END - 1000);
		byte[] payload = this.codec.encode("places", "Lima", new Expected(String.class, 0),
				new Attributes(0, freshness, List.of()));
		assertVector("value-extended", value(payload));
		Decoded decoded = decode("value-extended", 0);
		assertThat(decoded.value()).isEqualTo("Lima");
		assertThat(decoded.freshness()).isEqualTo(freshness);
	}

	@Test
	void valueWithTags() {
		List<Tag> tags = List.of(new Tag("PE", 0xa1a2a3a4a5a6a7a8L), new Tag("SA", 0xb1b2b3b4b5b6b7b8L));
		byte[] payload = this.codec.encode("places", "Lima", new Expected(String.class, 0),
				new Attributes(0, Freshness.ALWAYS, tags));
		assertVector("value-tagged", value(payload));
		assertThat(decode("value-tagged", 0).tags()).isEqualTo(tags);
		assertVector("tag", new Cell(Entry.value(0xa1a2a3a4a5a6a7a8L, GENERATION, new byte[0]), END));
	}

	@Test
	void headerOfAValueHas48Bytes() {
		assertThat(bytes("value-lima")).hasSize(48 + "\"Lima\"".length());
	}

	@Test
	void states() {
		assertVector("lease", new Cell(Entry.lease(STAMP, GENERATION), END));
		Map<Long, Long> writers = new LinkedHashMap<>();
		writers.put(STAMP, END);
		writers.put(0xa1a2a3a4a5a6a7a8L, END + 1000);
		assertVector("intent-alone", new Cell(new Slot.Intent(false, Map.of(STAMP, 0L)), 1000));
		assertVector("intent", new Cell(new Slot.Intent(true, writers), END + 2000));
	}

	@Test
	void generation() {
		assertThat(hex(Frame.encodeGeneration(GENERATION))).isEqualTo(VECTORS.get("generation"));
		assertThat(Frame.decodeGeneration(ByteBuffer.wrap(bytes("generation")))).isEqualTo(OptionalLong.of(GENERATION));
		assertThat(Frame.decodeGeneration(ByteBuffer.wrap(bytes("generation-with-history"))))
			.isEqualTo(OptionalLong.of(GENERATION));
	}

	@Test
	void unknownVersion() {
		assertThat(Frame.decode(ByteBuffer.wrap(bytes("unknown"))).slot()).isEqualTo(new Slot.Unknown());
	}

	private void assertVector(String name, Cell cell) {
		assertThat(hex(Frame.encode(cell))).as(name).isEqualTo(VECTORS.get(name));
		assertThat(Frame.decode(ByteBuffer.wrap(bytes(name)))).as(name).isEqualTo(cell);
	}

	private static Cell value(byte[] payload) {
		return new Cell(Entry.value(STAMP, GENERATION, payload), END);
	}

	private byte[] payload(Object value, int origin, long loadNanos) {
		return this.codec.encode("places", value, new Expected(String.class, origin), loadNanos);
	}

	private Decoded decode(String name, int origin) {
		Entry entry = (Entry) Frame.decode(ByteBuffer.wrap(bytes(name))).slot();
		return this.codec.decode(entry.payload(), new Expected(String.class, origin));
	}

	private String numbers(Object value) {
		return hex(Arrays.copyOfRange(this.codec.encode("places", value, Expected.ANYTHING, 0), 2, 10));
	}

	private static int crc(String text) {
		CRC32 crc = new CRC32();
		crc.update(text.getBytes(StandardCharsets.UTF_8));
		return (int) crc.getValue();
	}

	private static String sha256(String text) throws Exception {
		return hex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))).substring(0, 8);
	}

	private static byte[] bytes(String name) {
		return HexFormat.of().parseHex(VECTORS.get(name));
	}

	private static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

	private static Map<String, String> vectors() {
		try {
			Map<String, String> vectors = new HashMap<>();
			boolean inside = false;
			for (String line : Files.readAllLines(Path.of("../docs/wire-format.md"))) {
				int colon = line.indexOf(": ");
				if (line.startsWith("```")) {
					inside = line.equals("```text");
				}
				else if (inside && colon > 0) {
					vectors.put(line.substring(0, colon), line.substring(colon + 2).trim());
				}
			}
			return vectors;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
