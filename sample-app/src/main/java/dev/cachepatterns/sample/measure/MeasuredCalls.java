package dev.cachepatterns.sample.measure;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Statement;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Stands before a JDBC connection or statement and adds the calls that reach the database
 * to the request's {@link DatabaseUse}.
 *
 * @param target the connection or statement
 */
record MeasuredCalls(Object target) implements InvocationHandler {

	private static final Set<String> END_OF_TRANSACTION = Set.of("commit", "rollback");

	/**
	 * Returns the target, measured.
	 * @param type the interface of the target
	 */
	static Object of(Class<?> type, Object target) {
		return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, new MeasuredCalls(target));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		DatabaseUse use = DatabaseUse.current();
		boolean statement = method.getName().startsWith("execute");
		if (use == null || !(statement || END_OF_TRANSACTION.contains(method.getName()))) {
			return call(method, arguments);
		}
		long start = System.nanoTime();
		try {
			return call(method, arguments);
		}
		finally {
			use.add(statement ? 1 : 0, System.nanoTime() - start);
		}
	}

	private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
		try {
			Object result = method.invoke(this.target, arguments);
			return (result instanceof Statement) ? of(method.getReturnType(), result) : result;
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
