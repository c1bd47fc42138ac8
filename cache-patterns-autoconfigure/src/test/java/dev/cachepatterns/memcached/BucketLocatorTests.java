package dev.cachepatterns.memcached;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.google.code.yanf4j.core.Session;
import net.rubyeye.xmemcached.impl.ClosedMemcachedTCPSession;
import net.rubyeye.xmemcached.networking.MemcachedSession;
import net.rubyeye.xmemcached.utils.InetSocketAddressWrapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BucketLocator}.
 */
class BucketLocatorTests {

	private static final String[] NAMES = { "cache-1:11211", "cache-2:11211", "cache-3:11211" };

	@Test
	void nodeOfKeyIsTheSameWhateverAddressesItsNamesResolveTo() throws Exception {
		List<Integer> nodes = nodes(NAMES, address(1), address(2), address(3));
		assertThat(nodes).contains(1, 2, 3);
		assertThat(nodes(NAMES, address(7), unresolved(), address(9))).isEqualTo(nodes);
	}

	@Test
	void nodeOfKeyFollowsTheName() throws Exception {
		String[] reversed = { NAMES[2], NAMES[1], NAMES[0] };
		List<Integer> nodes = nodes(NAMES, address(1), address(2), address(3));
		assertThat(nodes(reversed, address(7), address(8), address(9)).stream().map((order) -> 4 - order))
			.containsExactlyElementsOf(nodes);
	}

	@Test
	void entryAndGenerationAreOnOneNode() throws Exception {
		BucketLocator locator = locator(NAMES, address(1), address(2), address(3));
		for (int i = 0; i < 200; i++) {
			String generation = "{places:" + i + "}";
			assertThat(locator.getSessionByKey(generation + ":42")).isSameAs(locator.getSessionByKey(generation));
		}
	}

	private static List<Integer> nodes(String[] names, InetSocketAddress... addresses) {
		BucketLocator locator = locator(names, addresses);
		return IntStream.range(0, 200)
			.mapToObj((i) -> (MemcachedSession) locator.getSessionByKey("{places:" + i + "}"))
			.map((session) -> session.getInetSocketAddressWrapper().getOrder())
			.toList();
	}

	private static BucketLocator locator(String[] names, InetSocketAddress... addresses) {
		BucketLocator locator = new BucketLocator(names);
		List<Session> sessions = new ArrayList<>();
		for (InetSocketAddress address : addresses) {
			sessions.add(new ClosedMemcachedTCPSession(
					new InetSocketAddressWrapper(address, sessions.size() + 1, 1, null, false)));
		}
		locator.setFailureMode(true);
		locator.updateSessions(sessions);
		return locator;
	}

	private static InetSocketAddress address(int last) throws Exception {
		return new InetSocketAddress(InetAddress.getByAddress("cache", new byte[] { 10, 0, 0, (byte) last }), 11211);
	}

	private static InetSocketAddress unresolved() {
		return InetSocketAddress.createUnresolved("cache-2", 11211);
	}

}
