package dev.cachepatterns.testcontainers;

import java.util.List;

import org.testcontainers.containers.Container;

import dev.cachepatterns.autoconfigure.MemcachedConnectionDetails;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

/**
 * Connects to a container of a test that has {@link ServiceConnection @ServiceConnection}
 * and the image {@code memcached}, or that name: a cluster of one node.
 */
final class MemcachedContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<Container<?>, MemcachedConnectionDetails> {

	private static final int PORT = 11211;

	MemcachedContainerConnectionDetailsFactory() {
		super("memcached");
	}

	@Override
	protected MemcachedConnectionDetails getContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
		return new MemcachedContainerConnectionDetails(source);
	}

	/**
	 * Where the container listens, once it is started.
	 */
	private static final class MemcachedContainerConnectionDetails extends ContainerConnectionDetails<Container<?>>
			implements MemcachedConnectionDetails {

		MemcachedContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
			super(source);
		}

		@Override
		public List<Node> getNodes() {
			return List.of(new Node(getContainer().getHost(), getContainer().getMappedPort(PORT)));
		}

	}

}
