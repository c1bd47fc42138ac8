package dev.cachepatterns.benchmarks.subject;

import java.util.Set;

import dev.cachepatterns.benchmarks.server.Server;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Annotated methods of a bean, called through its proxy.
 *
 * @param name its name in tables
 * @param server where entries are
 * @param operations what is measured of it
 * @param context the application
 * @param products the bean
 * @param catalogue where products come from
 * @param settling waits until all writes have reached the server
 */
record Annotated(String name, Server server, Set<Operation> operations, ConfigurableApplicationContext context,
		Products products, Catalogue catalogue, Runnable settling) implements Subject {

	@Override
	public Product read(long id) {
		return this.products.find(id);
	}

	@Override
	public void put(Product product) {
		this.products.save(product);
	}

	@Override
	public void evict(long id) {
		this.products.remove(id);
	}

	@Override
	public long loads() {
		return this.catalogue.loads();
	}

	@Override
	public void settle() {
		this.settling.run();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
